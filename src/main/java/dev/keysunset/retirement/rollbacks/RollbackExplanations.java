package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.Explanation;
import dev.keysunset.core.Interval;
import dev.keysunset.core.RestoredMember;
import dev.keysunset.engine.CallRecords;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.EffectRows;
import dev.keysunset.retirement.MemberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Explains rollbacks from the records of now: whatever CloudTrail still delivers shows at the next reading. */
@ApplicationScoped
public class RollbackExplanations {
    /** Records carry AWS's time, which may be a little ahead of ours. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final RollbackEventRows events;
    private final MemberRows members;
    private final EffectRows effects;
    private final CallRecords calls;
    private final Notes notes;

    /** What the explanation takes from elsewhere than the journal. */
    @ApplicationScoped
    static class Notes {
        private final RecoveryAdvice advice;
        private final Clocks clocks;

        Notes(RecoveryAdvice advice, Clocks clocks) {
            this.advice = advice;
            this.clocks = clocks;
        }

        RecoveryAdvice advice() {
            return advice;
        }

        Instant now() {
            return clocks.domain().now();
        }
    }

    RollbackExplanations(
            RollbackEventRows events, MemberRows members, EffectRows effects, CallRecords calls, Notes notes) {
        this.events = events;
        this.members = members;
        this.effects = effects;
        this.calls = calls;
        this.notes = notes;
    }

    /** An explanation, and what to do. */
    public record Explained(Explanation explanation, List<Explanation.Advised> advised) {}

    @Transactional
    public Optional<Explained> of(UUID rollbackId) {
        return events.findByIdOptional(rollbackId).map(this::explained);
    }

    /** In short, of each of these. */
    @Transactional
    public Map<UUID, Explanation.Brief> briefs(Collection<UUID> rollbackIds) {
        return rollbackIds.isEmpty() ? Map.of() : calls.briefs(spans(events.list("id in ?1", rollbackIds)));
    }

    private Explained explained(RollbackEventRow event) {
        var recorded = calls.of(Objects.requireNonNull(spans(List.of(event)).get(event.id)));
        var sent = effects.of(event.retirementId);
        var restored = members.of(List.of(event.retirementId)).getOrDefault(event.retirementId, List.of()).stream()
                .map(member -> RestoredMember.of(member.toMember(), sent, event.openedAt))
                .toList();
        return new Explained(
                Explanation.of(recorded, restored),
                Explanation.advice(recorded, notes.advice().byService()));
    }

    private Map<UUID, CallRecords.Span> spans(List<RollbackEventRow> asked) {
        var all = events.of(asked.stream().map(event -> event.retirementId).toList());
        return asked.stream()
                .collect(Collectors.toMap(
                        event -> event.id,
                        event -> new CallRecords.Span(
                                event.retirementId, span(event, all.getOrDefault(event.retirementId, List.of())))));
    }

    /**
     * A key that is rolled back a second time has a second outage.
     *
     * @param all that its retirement had, oldest first
     */
    private Interval span(RollbackEventRow event, List<RollbackEventRow> all) {
        var former = all.stream()
                .filter(other -> other.openedAt.isBefore(event.openedAt))
                .reduce((_, later) -> later);
        var next = all.stream()
                .filter(other -> other.openedAt.isAfter(event.openedAt))
                .findFirst();
        return new Interval(
                former.map(ended -> ended.closedAt).orElse(Instant.EPOCH),
                next.map(begun -> begun.openedAt).orElseGet(() -> notes.now().plus(AHEAD)));
    }
}
