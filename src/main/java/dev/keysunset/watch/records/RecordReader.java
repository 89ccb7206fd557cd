package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.records.WatchRecord.Details;
import dev.keysunset.watch.records.WatchRecord.Event;
import dev.keysunset.watch.records.WatchRecord.Failure;
import dev.keysunset.watch.records.WatchRecord.Meaning;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads CloudTrail records of KMS and says what each of them shows. Decides by operation and text, never by the error code
 * alone: {@code KMSInvalidStateException} has other causes, {@code DisabledException} also stands for pending deletion, and
 * management calls fail with the same texts (KMS Developer Guide, "Key states of AWS KMS keys").
 */
@ApplicationScoped
public class RecordReader {
    static final String KMS = "kms.amazonaws.com";

    /** No anchor at the end: AWS continues "pending deletion" in more than one way. */
    private static final Pattern UNUSABLE = Pattern.compile(
            "^(arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+) is (disabled|pending deletion|pending import)");

    /** The same words about a key that the message does not name, or not at its beginning. */
    private static final Pattern UNUSABLE_SOMEHOW = Pattern.compile("\\bis (disabled|pending)\\b");

    /** CloudTrail's ids have 36 characters; an index of the database takes no endless ones. */
    static final int LONGEST_ID = 256;

    /** The last that is written with four digits, as CloudTrail writes it; the database knows no such end of time as Java. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static final String UNNAMED = "refused for the state of a key that it does not name";

    private static final Set<String> DENIALS = Set.of("AccessDenied", "AccessDeniedException");

    private final CallerReader callers;

    public RecordReader(Accounts accounts) {
        this.callers = new CallerReader(accounts);
    }

    RecordReading read(String text) {
        try {
            var record = RecordJson.parse(text);
            return switch (text(record, "eventSource")) {
                case KMS -> classify(record, text);
                case "" -> withoutSource(record);
                default -> tampering(record, text);
            };
        } catch (UnreadableRecordException e) {
            return new RecordReading.Unreadable(e.why());
        } catch (DateTimeException e) {
            return new RecordReading.Unreadable("eventTime is not an instant: " + e.getMessage());
        }
    }

    /** EventBridge announces deletions and rotations beside CloudTrail's records, which say the same. */
    private static RecordReading withoutSource(JsonNode record) {
        return text(record, "source").equals("aws.kms")
                        && text(record, "detail", "eventSource").isEmpty()
                ? new RecordReading.Irrelevant()
                : new RecordReading.Unreadable("no eventSource: not a record of CloudTrail");
    }

    private RecordReading tampering(JsonNode record, String text) throws UnreadableRecordException {
        return TamperingReader.isOne(record)
                ? new RecordReading.Tampered(TamperingReader.read(
                        record, event(record), callers.read(record).principal(), text))
                : new RecordReading.Irrelevant();
    }

    private RecordReading classify(JsonNode record, String text) throws UnreadableRecordException {
        var event = event(record);
        if (event.id().isEmpty() || event.operation().isEmpty()) {
            return new RecordReading.Unreadable("no eventID or no eventName");
        }
        var canaryId = callers.canaryId(record);
        if (canaryId.isPresent()) {
            return echo(record, event, canaryId.get());
        }
        return event.failure()
                .map(failure -> failed(record, event, failure, text))
                .orElseGet(() -> succeeded(record, event, text));
    }

    /** A canary that failed for another reason than the key's state says nothing, and is nobody's need. */
    private static RecordReading echo(JsonNode record, Event event, UUID canaryId) {
        var requestId = text(record, "requestID");
        if (event.failure().isEmpty()) {
            var keyArn = KeysNamed.in(record).stream().findFirst();
            return new RecordReading.Canary(new CanaryEcho(canaryId, requestId, keyArn, event));
        }
        var unusable = UNUSABLE.matcher(event.failure().get().message());
        return unusable.find()
                ? new RecordReading.Canary(new CanaryEcho(canaryId, requestId, KeyArn.parse(unusable.group(1)), event))
                : new RecordReading.Irrelevant();
    }

    private RecordReading failed(JsonNode record, Event event, Failure failure, String text) {
        var operation = event.operation();
        var meaning = meaning(operation, failure);
        if (callers.own(record)
                || failure.code().equals("DryRunOperationException")
                || (meaning != Meaning.REFUSED && Operations.describes(operation))) {
            return new RecordReading.Irrelevant();
        }
        // Two keys may stand in resources; the message says which of them failed.
        var unusable = UNUSABLE.matcher(failure.message());
        var named = unusable.find() ? KeyArn.parse(unusable.group(1)) : Optional.<KeyArn>empty();
        var keys = named.map(List::of).orElseGet(() -> KeysNamed.in(record));
        return meaning == Meaning.REFUSED && keys.isEmpty()
                ? unnamed(record, event, text)
                : about(record, event, meaning, keys, text);
    }

    private RecordReading unnamed(JsonNode record, Event event, String text) {
        return KeyAlias.in(record)
                .<RecordReading>map(named -> new RecordReading.ByAlias(
                        named.place(),
                        named.alias(),
                        keyArn -> WatchRecord.of(
                                keyArn, event, callers.read(record), details(record, Meaning.REFUSED, text))))
                .orElseGet(() -> new RecordReading.Unreadable(UNNAMED));
    }

    private RecordReading succeeded(JsonNode record, Event event, String text) {
        var operation = event.operation();
        if (!Operations.control(operation) && (Operations.describes(operation) || callers.own(record))) {
            return new RecordReading.Irrelevant();
        }
        return about(record, event, shown(operation), KeysNamed.in(record), text);
    }

    private static Meaning shown(String operation) {
        if (Operations.control(operation)) {
            return Meaning.CHANGED;
        }
        if (Operations.manages(operation)) {
            return Meaning.MANAGED;
        }
        return switch (operation) {
            case "CreateGrant" -> Meaning.GRANTED;
            case "GetPublicKey" -> Meaning.PUBLIC_KEY_FETCHED;
            default -> Meaning.USED;
        };
    }

    private static Meaning meaning(String operation, Failure failure) {
        if (Operations.manages(operation)) {
            return Meaning.MANAGED;
        }
        if (DENIALS.contains(failure.code())) {
            return Meaning.DENIED;
        }
        if (refusedForTheKeysState(failure)) {
            return Meaning.REFUSED;
        }
        return failure.code().equals("NotFoundException") ? Meaning.LOST_DATA : Meaning.FAILED;
    }

    /** {@code DisabledException} has no other cause than the key's state, in whatever words it comes. */
    private static boolean refusedForTheKeysState(Failure failure) {
        return failure.code().equals("DisabledException")
                || UNUSABLE.matcher(failure.message()).find()
                || (failure.code().startsWith("KMSInvalidState")
                        && UNUSABLE_SOMEHOW.matcher(failure.message()).find());
    }

    private RecordReading about(JsonNode record, Event event, Meaning meaning, List<KeyArn> keys, String text) {
        var caller = callers.read(record);
        var details = details(record, meaning, text);
        return new RecordReading.About(keys.stream()
                .distinct()
                .map(key -> WatchRecord.of(key, event, caller, details))
                .toList());
    }

    private Details details(JsonNode record, Meaning meaning, String text) {
        return new Details(
                meaning, callers.source(record), EncryptionContext.of(record.path("requestParameters")), text);
    }

    private static Event event(JsonNode record) throws UnreadableRecordException {
        var id = text(record, "eventID");
        if (id.length() > LONGEST_ID) {
            throw new UnreadableRecordException("an event id of " + id.length() + " characters");
        }
        var failure = new Failure(text(record, "errorCode"), text(record, "errorMessage"));
        return new Event(
                id,
                identity(record).orElse(id),
                time(record),
                text(record, "eventName"),
                Optional.of(failure)
                        .filter(told ->
                                !told.code().isEmpty() || !told.message().isEmpty()));
    }

    private static Instant time(JsonNode record) throws UnreadableRecordException {
        var time = Instant.parse(text(record, "eventTime"));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new UnreadableRecordException("eventTime is not of our time: " + time);
        }
        return time;
    }

    /**
     * Copies in several accounts share an id; a record that CloudTrail sends again because its data changed names the first one's
     * (CloudTrail User Guide, {@code addendum} with reason {@code UPDATED_DATA}).
     */
    private static Optional<String> identity(JsonNode record) {
        return Optional.of(text(record, "sharedEventID"))
                .filter(RecordReader::isId)
                .or(() ->
                        Optional.of(text(record, "addendum", "originalEventID")).filter(RecordReader::isId));
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID;
    }
}
