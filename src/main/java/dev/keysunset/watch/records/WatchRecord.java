package dev.keysunset.watch.records;

import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.core.Sighting;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One CloudTrail record about a key, as far as it matters here. */
public record WatchRecord(Kind kind, KeyArn keyArn, Event event, Caller caller, Details details) {
    /** What the watch does with it. */
    public enum Kind {
        /** Shows that the key is needed. */
        SIGHTING,
        /** A successful use: a sighting once the disable has settled, a late use before. */
        SUCCESS,
        /** A successful change to the key's state or policy. */
        CONTROL,
        /** Worth showing, needs nobody's key: management calls that failed, denied or mistaken calls. */
        NOTE
    }

    /** What it says about the key. */
    public enum Meaning {
        /** A cryptographic call or CreateGrant failed because the key is disabled or pending deletion. */
        REFUSED(Kind.SIGHTING),
        /** A cryptographic call succeeded. */
        USED(Kind.SUCCESS),
        /**
         * GetPublicKey succeeded, as it does on a disabled key: whoever encrypts with what it hands out makes data that only the
         * private key opens. GetKeyLastUsage does not count it (KMS Developer Guide, key states).
         */
        PUBLIC_KEY_FETCHED(Kind.SUCCESS),
        /** The key's state, material or policy was changed. */
        CHANGED(Kind.CONTROL),
        /** Somebody is about to use the key through a new grant. */
        GRANTED(Kind.NOTE),
        /** Somebody manages the key, with or without success. */
        MANAGED(Kind.NOTE),
        /** Refused for want of rights, before the key's state mattered. */
        DENIED(Kind.NOTE),
        /** Failed for another reason than the key's state. */
        FAILED(Kind.NOTE),
        /** A use of a key that does not exist any more: it comes too late for a rollback, and somebody's data is lost. */
        LOST_DATA(Kind.NOTE),
        /** Nobody can say; the text names the key. */
        UNREADABLE(Kind.SIGHTING);

        final Kind kind;

        Meaning(Kind kind) {
            this.kind = kind;
        }
    }

    /** @param identity what copies of one event share: the shared event id where there is one, else the event id */
    public record Event(String id, String identity, Instant time, String operation, Optional<Failure> failure) {}

    public record Failure(String code, String message) {}

    /**
     * @param principal who called, as well as the record says
     * @param accountId the caller's account, where the record tells
     * @param onBehalfOf the service or resource the call was made for, from invokedBy and the encryption context
     * @param effectId the effect that the session's name claims, where our own role made the call
     */
    public record Caller(
            String principal,
            PrincipalKind kind,
            Optional<String> accountId,
            Optional<String> onBehalfOf,
            Optional<UUID> effectId) {}

    /**
     * The rest of what the record says.
     *
     * @param encryptionContext in clear, as CloudTrail shows it; of CreateGrant its constraint
     * @param text the record itself, as it came
     */
    public record Details(Meaning meaning, Source source, Map<String, String> encryptionContext, String text) {}

    /** @param address an IP address, or the name of the AWS service that called */
    public record Source(Optional<String> address, Optional<String> userAgent, Optional<String> vpcEndpointId) {
        static final Source UNKNOWN = new Source(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static WatchRecord of(KeyArn keyArn, Event event, Caller caller, Details details) {
        return new WatchRecord(details.meaning().kind, keyArn, event, caller, details);
    }

    WatchRecord as(Kind judged) {
        return new WatchRecord(judged, keyArn, event, caller, details);
    }

    public String text() {
        return details.text();
    }

    /** A call that got what it asked of the key. */
    public boolean serves() {
        return kind == Kind.NOTE
                && event.failure().isEmpty()
                && !Operations.manages(event.operation())
                && !Operations.describes(event.operation());
    }

    public Sighting asSighting() {
        return new Sighting(
                event.id(), keyArn, event.time(), event.operation(), caller.principal(), caller.onBehalfOf());
    }

    public ControlRecord asControl() {
        var source = details.source();
        var traces = Stream.concat(source.userAgent().stream(), source.address().stream())
                .toList();
        var author = new ControlRecord.Author(caller.principal(), caller.effectId(), traces);
        return new ControlRecord(event.id(), keyArn, event.time(), event.operation(), author);
    }
}
