package dev.keysunset.watch;

import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Sighting;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One CloudTrail record about a key, as far as it matters here.
 *
 * @param text the record itself, as it came
 */
public record WatchRecord(Kind kind, KeyArn keyArn, Event event, Caller caller, String text) {
    public enum Kind {
        /** Shows that the key is needed. */
        SIGHTING,
        /** A successful cryptographic call: a sighting once the disable has settled, a late use before. */
        SUCCESS,
        /** A successful change to the key's state or policy. */
        CONTROL,
        /** Worth showing, needs nobody's key: management calls that failed, denied or mistaken calls. */
        NOTE
    }

    /** @param identity what copies of one event share: the shared event id where there is one, else the event id */
    public record Event(String id, String identity, Instant time, String operation, Optional<Failure> failure) {}

    public record Failure(String code, String message) {}

    /**
     * @param onBehalfOf the service or resource the call was made for, from invokedBy and the encryption context
     * @param effectId the effect that the session's name claims, where our own role made the call
     */
    public record Caller(String principal, Optional<String> onBehalfOf, Optional<UUID> effectId) {}

    public Sighting asSighting() {
        return new Sighting(
                event.id(), keyArn, event.time(), event.operation(), caller.principal(), caller.onBehalfOf());
    }

    public ControlRecord asControl() {
        return new ControlRecord(
                event.id(), keyArn, event.time(), event.operation(), caller.principal(), caller.effectId());
    }
}
