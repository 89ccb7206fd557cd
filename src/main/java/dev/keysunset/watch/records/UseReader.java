package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.ExplainedUse;
import dev.keysunset.core.ExplainedUse.By;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads from a CloudTrail record who used a key, through whom and for what; as strictly as records of the watch are read. */
@ApplicationScoped
public class UseReader {
    private static final int LONGEST = 2000;

    private final CallerReader callers;

    public UseReader(Accounts accounts) {
        this.callers = new CallerReader(accounts);
    }

    /** {@code Unreadable} where it is no record of KMS, or one about other keys. */
    public Reading<ExplainedUse> read(KeyArn keyArn, String text) {
        try {
            var record = RecordJson.parse(text);
            if (!text(record, "eventSource").equals(RecordReader.KMS)) {
                return unreadable("it is not of KMS but of \"" + text(record, "eventSource") + "\"");
            }
            var named = KeysNamed.in(record);
            return named.isEmpty() || named.contains(keyArn)
                    ? Reading.read(use(record, text))
                    : unreadable("it is about " + named);
        } catch (UnreadableRecordException e) {
            return unreadable(e.why());
        } catch (DateTimeException e) {
            return unreadable("its eventTime is not an instant: " + e.getMessage());
        }
    }

    private ExplainedUse use(JsonNode record, String text) {
        var caller = callers.read(record);
        var source = callers.source(record);
        return new ExplainedUse(
                Instant.parse(text(record, "eventTime")),
                text(record, "eventName"),
                new By(
                        caller.principal(),
                        caller.kind().name(),
                        caller.accountId(),
                        caller.onBehalfOf(),
                        new ExplainedUse.Source(service(record), source.address(), source.userAgent())),
                EncryptionContext.of(record.path("requestParameters")),
                text);
    }

    private static Optional<String> service(JsonNode record) {
        return Optional.of(text(record, "userIdentity", "invokedBy")).filter(service -> !service.isEmpty());
    }

    private static Reading<ExplainedUse> unreadable(String why) {
        return new Reading.Unreadable<>("the record", "UnreadableRecord", StorableText.of(why, LONGEST));
    }
}
