package dev.keysunset.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.WatchRecord.Event;
import dev.keysunset.watch.WatchRecord.Failure;
import dev.keysunset.watch.WatchRecord.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads CloudTrail records of KMS and says what each of them shows. Decides by operation and text, never by the error code
 * alone: {@code KMSInvalidStateException} has other causes, {@code DisabledException} also stands for pending deletion, and
 * management calls fail with the same texts (KMS Developer Guide, "Key states of AWS KMS keys").
 */
@ApplicationScoped
public class RecordReader {
    /** No anchor at the end: AWS continues "pending deletion" in more than one way. */
    private static final Pattern UNUSABLE = Pattern.compile(
            "^(arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+) is (disabled|pending deletion|pending import)");

    private final ObjectMapper json = new ObjectMapper();
    private final CallerReader callers;

    public RecordReader(Accounts accounts) {
        this.callers = new CallerReader(accounts);
    }

    RecordReading read(String text) {
        try {
            var record = json.readTree(text);
            if (record == null || !record.isObject()) {
                return new RecordReading.Unreadable("not a JSON object");
            }
            return record.path("eventSource").asText().equals("kms.amazonaws.com")
                    ? classify(record, text)
                    : new RecordReading.Irrelevant();
        } catch (JsonProcessingException e) {
            return new RecordReading.Unreadable("not JSON: " + e.getOriginalMessage());
        } catch (DateTimeException e) {
            return new RecordReading.Unreadable("eventTime is not an instant: " + e.getMessage());
        }
    }

    private RecordReading classify(JsonNode record, String text) {
        var event = event(record);
        if (event.id().isEmpty() || event.operation().isEmpty()) {
            return new RecordReading.Unreadable("no eventID or no eventName");
        }
        if (event.failure()
                .map(Failure::code)
                .filter("DryRunOperationException"::equals)
                .isPresent()) {
            return new RecordReading.Irrelevant();
        }
        return event.failure()
                .map(failure -> failed(record, event, failure, text))
                .orElseGet(() -> succeeded(record, event, text));
    }

    private RecordReading failed(JsonNode record, Event event, Failure failure, String text) {
        var unusable = UNUSABLE.matcher(failure.message());
        var named = unusable.find() ? KeyArn.parse(unusable.group(1)) : Optional.<KeyArn>empty();
        var own = callers.own(record);
        if (named.isPresent() && !Operations.manages(event.operation()) && !own) {
            return about(record, event, Kind.SIGHTING, List.of(named.get()), text);
        }
        if (own || Operations.describes(event.operation())) {
            return new RecordReading.Irrelevant();
        }
        // Two keys may stand in resources; the message says which of them failed.
        return about(record, event, Kind.NOTE, named.map(List::of).orElseGet(() -> KeysNamed.in(record)), text);
    }

    private RecordReading succeeded(JsonNode record, Event event, String text) {
        var operation = event.operation();
        if (Operations.control(operation)) {
            return about(record, event, Kind.CONTROL, KeysNamed.in(record), text);
        }
        if (Operations.describes(operation) || callers.own(record)) {
            return new RecordReading.Irrelevant();
        }
        var kind = Operations.manages(operation) || operation.equals("CreateGrant") ? Kind.NOTE : Kind.SUCCESS;
        return about(record, event, kind, KeysNamed.in(record), text);
    }

    private RecordReading about(JsonNode record, Event event, Kind kind, List<KeyArn> keys, String text) {
        var caller = callers.read(record);
        return new RecordReading.About(keys.stream()
                .distinct()
                .map(key -> new WatchRecord(kind, key, event, caller, text))
                .toList());
    }

    private static Event event(JsonNode record) {
        var id = record.path("eventID").asText();
        var code = record.path("errorCode").asText();
        return new Event(
                id,
                record.path("sharedEventID").asText(id),
                Instant.parse(record.path("eventTime").asText()),
                record.path("eventName").asText(),
                code.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Failure(code, record.path("errorMessage").asText())));
    }
}
