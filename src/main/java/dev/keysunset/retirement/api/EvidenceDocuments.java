package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Gate;
import dev.keysunset.core.LastUse;
import dev.keysunset.retirement.view.RetirementQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The history, the findings and the effects of a retirement, as they stand in JSON. */
final class EvidenceDocuments {
    private EvidenceDocuments() {}

    /** One line of the history: {@code at} is domain time, {@code recordedAt} the database's. */
    record TimelineDocument(
            int seq,
            Instant at,
            Instant recordedAt,
            @JsonUnwrapped RetirementQueries.Told told,
            Map<String, Object> facts) {
        static TimelineDocument of(RetirementQueries.TimelineEntry entry) {
            return new TimelineDocument(entry.seq(), entry.at(), entry.recordedAt(), entry.told(), entry.facts());
        }
    }

    /** The findings before a gate; {@code hash} is what its approvals name. */
    record AssessmentDocument(
            Gate gate, String hash, Instant at, List<FindingDocument> findings, Optional<Instant> notBefore) {
        static AssessmentDocument of(RetirementQueries.AssessmentView view) {
            return new AssessmentDocument(
                    view.gate(),
                    view.hash(),
                    view.at(),
                    view.findings().stream().map(FindingDocument::of).toList(),
                    view.notBefore());
        }
    }

    /** A member's last use. */
    record LastUseDocument(String keyArn, @JsonUnwrapped LastUse lastUse) {}

    /** One mutating call: its intent, committed before it was sent, and what became of it. */
    record EffectDocument(UUID id, Call call, Instant intendedAt, Instant fencedUntil, Outcome outcome) {
        static EffectDocument of(EffectRecord effect) {
            return new EffectDocument(
                    effect.id(),
                    Call.of(effect.effect()),
                    effect.intendedAt(),
                    effect.fencedUntil(),
                    Outcome.of(effect.outcome()));
        }
    }

    /** AWS's name of the action, and the key. */
    record Call(String action, String keyArn, Optional<Integer> pendingWindowInDays) {
        static Call of(Effect effect) {
            Optional<Integer> days = effect instanceof Effect.ScheduleKeyDeletion schedule
                    ? Optional.of(schedule.pendingWindowInDays())
                    : Optional.empty();
            return new Call(effect.action(), effect.keyArn().toString(), days);
        }
    }

    /** {@code DONE}, {@code REFUSED} by AWS, or {@code UNKNOWN}: no answer came, so the key is read again. */
    record Outcome(
            String value,
            Optional<Instant> at,
            Optional<String> requestId,
            Optional<String> code,
            Optional<String> message) {
        static Outcome of(EffectRecord.Outcome outcome) {
            return switch (outcome) {
                case EffectRecord.Outcome.Unknown _ ->
                    new Outcome("UNKNOWN", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
                case EffectRecord.Outcome.Done(var at, var requestId) ->
                    new Outcome("DONE", Optional.of(at), Optional.of(requestId), Optional.empty(), Optional.empty());
                case EffectRecord.Outcome.Refused(var at, var code, var message) ->
                    new Outcome("REFUSED", Optional.of(at), Optional.empty(), Optional.of(code), Optional.of(message));
            };
        }
    }
}
