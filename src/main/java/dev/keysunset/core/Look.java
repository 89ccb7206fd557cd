package dev.keysunset.core;

import dev.keysunset.core.EffectRecord.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at a retirement: it, the facts, and the questions several states ask of them. */
record Look(Retirement retirement, Facts facts, Tempo tempo, Instant now) {
    RetirementState state() {
        return retirement.state();
    }

    KeyState foundState(KeyArn keyArn) {
        return retirement.members().stream()
                .filter(member -> member.keyArn().equals(keyArn))
                .map(Member::foundState)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no member: " + keyArn));
    }

    Decision stay(List<Attention> attention) {
        return new Decision.Stay(now.plus(tempo.pace().lookAgain()), attention);
    }

    Decision retry(List<Attention> attention) {
        return new Decision.Stay(now.plus(tempo.pace().retryAfter()), attention);
    }

    Decision rollBack(RetirementState.Watched from, Cause cause, String detail) {
        return Decision.move(new RetirementState.RollingBack(from.watchedSince(), cause), cause, detail);
    }

    boolean calledOff() {
        return facts.calledOff();
    }

    String orderText() {
        return facts.remembered()
                .order()
                .map(order -> order.by() + ": " + order.reason())
                .orElse("");
    }

    Tally tally(Gate gate) {
        return Tally.of(
                retirement, gate, facts.assessed().hash(), facts.remembered().approvals(), now);
    }

    /** What holds the dangerous step behind a gate back at the moment: restraints, a guardrail's date, the calendar. */
    List<Attention> heldBack(Gate gate) {
        var held = new ArrayList<>(facts.restraints());
        facts.assessed().notBefore().filter(date -> date.isAfter(now)).ifPresent(date -> held.add(guardrail(date)));
        var policy = retirement.policy();
        var calendar = policy.safety().calendar();
        var closed = switch (gate) {
            case DISABLE -> calendar.disabling(now);
            case DELETE ->
                calendar.scheduling(
                        now, policy.pendingWindows(retirement.members().size() > 1));
        };
        closed.map(Look::closed).ifPresent(held::add);
        return held;
    }

    private static Attention closed(Delay delay) {
        return new Attention(
                Attention.Kind.CALENDAR,
                delay.because(),
                "Nothing to do: the step is taken from " + delay.until() + " on, if the approvals still hold.");
    }

    private static Attention guardrail(Instant date) {
        return new Attention(
                Attention.Kind.GUARDRAIL,
                "A Deny on kms:TrailingDaysWithoutKeyUsage in the key policy lasts until " + date + ".",
                "Nothing to do: the step is taken after that date, if the approvals still hold.");
    }

    /** Read as changed, by a change of ours so recent that AWS may still tell the old state (KMS is eventually consistent). */
    boolean settling(KeyArn keyArn) {
        return facts.lastChangeOf(keyArn)
                .map(effect -> switch (effect.outcome()) {
                    case Outcome.Done(var at, var _) ->
                        at.plus(tempo.settling()).isAfter(now);
                    case Outcome.Unknown _ ->
                        effect.fencedUntil().plus(tempo.settling()).isAfter(now);
                    case Outcome.Refused _ -> false;
                })
                .orElse(false);
    }

    /** The last attempt failed so recently that the next one waits: until when. */
    Optional<Instant> pausedUntil(KeyArn keyArn) {
        return facts.lastEffectOn(keyArn)
                .flatMap(effect -> switch (effect.outcome()) {
                    case Outcome.Refused(var at, var _, var _) -> Optional.of(at);
                    case Outcome.Unknown _ -> Optional.of(effect.intendedAt());
                    case Outcome.Done _ -> Optional.<Instant>empty();
                })
                .map(at -> at.plus(tempo.pace().retryAfter()))
                .filter(until -> until.isAfter(now));
    }

    List<Attention> refusals() {
        return retirement.members().stream()
                .flatMap(member -> facts.lastEffectOn(member.keyArn()).flatMap(Attentions::of).stream())
                .toList();
    }

    /**
     * Somebody else took a member into their hands, as CloudTrail tells or as its state shows. An enable and a disable
     * between two of our looks leave no trace in the state, only in the records.
     */
    Optional<String> takeover() {
        for (var record : facts.watch().controls()) {
            if (record.changesUsability() && facts.foreign(record)) {
                return Optional.of(record.told());
            }
        }
        var usable = facts.watch().seen().usable().stream().findFirst();
        if (usable.isPresent()) {
            return Optional.of("a canary on " + usable.get().keyArn() + " succeeded at "
                    + usable.get().at() + ": the key is not disabled; its author is not read from CloudTrail yet");
        }
        for (var member : facts.observed().members()) {
            if (member.key() instanceof Reading.Read<KeyFacts>(var key)
                    && !settling(member.keyArn())
                    && !Expectation.of(this, member.keyArn()).contains(key.keyState())) {
                return Optional.of(member.keyArn() + " is " + key.keyState().awsName()
                        + ", which no effect of ours explains; its author is not read from CloudTrail yet");
            }
        }
        return Optional.empty();
    }
}
