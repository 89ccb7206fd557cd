package dev.keysunset.console.journey;

import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.EffectRecord.Outcome;
import java.time.Instant;
import java.util.Optional;

/** One call to AWS that changes a key, and what became of it. */
public record EffectLine(
        String action, String keyArn, Instant intendedAt, boolean done, String outcome, Optional<String> requestId) {

    public static EffectLine of(EffectRecord record) {
        return switch (record.outcome()) {
            case Outcome.Unknown _ ->
                line(record, false, "no answer is known: the key is read again", Optional.empty());
            case Outcome.Done(var _, var requestId) -> line(record, true, "done", Optional.of(requestId));
            case Outcome.Refused(var _, var code, var message) ->
                line(record, false, "refused: " + code + ", " + message, Optional.empty());
        };
    }

    private static EffectLine line(EffectRecord record, boolean done, String outcome, Optional<String> requestId) {
        return new EffectLine(
                record.effect().action(),
                record.effect().keyArn().toString(),
                record.intendedAt(),
                done,
                outcome,
                requestId);
    }
}
