package dev.keysunset.core;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings every member back to the state it was found in, from whatever AWS says it is in now: a level-triggered loop, not a
 * remembered list of steps, so that a crash between two calls loses nothing. Nothing restrains it.
 */
final class Rollback {
    private Rollback() {}

    static Decision rollingBack(Look look, RollingBack state) {
        var needs = look.retirement().members().stream()
                .map(member -> Map.entry(member, Need.of(look, member)))
                .toList();
        var told = new ArrayList<Attention>();
        needs.forEach(need -> told.addAll(told(look, need.getKey(), need.getValue())));
        var again = new ArrayList<Instant>();
        for (var need : needs) {
            switch (need.getValue()) {
                case Need.Nothing _, Need.Left _ -> {}
                case Need.Wait _ ->
                    again.add(look.now().plus(look.tempo().pace().retryAfter()));
                case Need.Call(var effect) -> {
                    var until = pausedUntil(look, effect);
                    if (until.isEmpty()) {
                        return new Decision.Act(effect, told);
                    }
                    // One member that AWS refuses must not keep the others waiting.
                    again.add(until.get());
                }
            }
        }
        return again.stream()
                .min(Instant::compareTo)
                .<Decision>map(moment -> new Decision.Stay(moment, told))
                .orElseGet(() -> finished(look, state, told));
    }

    private static List<Attention> told(Look look, Member member, Need need) {
        return switch (need) {
            case Need.Nothing _ -> List.of();
            case Need.Left(var attention) -> List.of(attention);
            case Need.Wait(var attention) -> List.of(attention);
            case Need.Call(var effect) ->
                last(look, effect)
                        .filter(last -> !(last.done() && look.settling(member.keyArn())))
                        .map(last -> Attentions.ofRollback(last, member, stateOf(look, member)))
                        .stream()
                        .toList();
        };
    }

    private static KeyState stateOf(Look look, Member member) {
        return look.facts()
                .described(member.keyArn())
                .key()
                .found()
                .map(KeyFacts::keyState)
                .orElse(KeyState.UNKNOWN);
    }

    /**
     * A fence makes a late effect impossible and CloudTrail names the author of every change: what changed after the
     * rollback is undone only where a record shows that it was us.
     */
    static Decision quarantine(Look look, RolledBack state) {
        var told = new ArrayList<>(look.facts().unreadableKeys());
        for (var member : look.retirement().members()) {
            if (changedSince(look, member)) {
                var author = authorOfChange(look, member);
                if (author.isPresent() && !look.facts().foreign(author.get())) {
                    return Decision.move(
                            new RollingBack(state.watchedSince(), Cause.LATE_EFFECT),
                            Cause.LATE_EFFECT,
                            author.get().operation() + " on " + member.keyArn());
                }
                if (author.isEmpty()) {
                    told.add(unexplained(look, member));
                }
            }
        }
        return nextMoment(look)
                .<Decision>map(moment -> new Decision.Stay(moment, withAuthors(look, told)))
                .orElseGet(() -> told.isEmpty() ? new Decision.Rest() : look.retry(told));
    }

    private static Optional<Instant> nextMoment(Look look) {
        var since = look.retirement().standing().since();
        return look.tempo().quarantine().stream()
                .map(since::plus)
                .filter(moment -> moment.isAfter(look.now()))
                .findFirst();
    }

    /** A state tells that somebody changed a key, and only a record, which comes later, tells who. */
    private static List<Attention> withAuthors(Look look, List<Attention> told) {
        var all = new ArrayList<>(told);
        look.facts().watch().controls().stream()
                .filter(record -> record.changesState() && look.facts().foreign(record))
                .map(record -> new Attention(
                        Attention.Kind.DRIFT,
                        record.told() + ".",
                        record.automation()
                                .map(Automation::remedy)
                                .orElse("Ask them before the key is submitted again.")))
                .forEach(all::add);
        return all;
    }

    private static boolean changedSince(Look look, Member member) {
        return Need.of(look, member) instanceof Need.Call;
    }

    private static Optional<ControlRecord> authorOfChange(Look look, Member member) {
        var restoredAt = look.retirement().standing().since();
        return look.facts().watch().controls().stream()
                .filter(record -> record.keyArn().equals(member.keyArn())
                        && record.changesState()
                        && record.eventTime().isAfter(restoredAt))
                .reduce((_, later) -> later);
    }

    private static Attention unexplained(Look look, Member member) {
        return new Attention(
                Attention.Kind.DRIFT,
                member.keyArn() + " changed after its rollback; the author is not read from CloudTrail yet.",
                "If it is needed now: " + String.join(" && ", WayBack.commands(member, stateOf(look, member))));
    }

    private static Decision finished(Look look, RollingBack state, List<Attention> told) {
        // A rollback does not wait for a late effect, but it does not end before that effect is impossible either.
        var flight = look.facts().dangerousInFlight(look.now());
        if (flight.isPresent()) {
            return new Decision.Stay(flight.get().fencedUntil(), told);
        }
        if (look.facts().allAbsent()) {
            return Decision.move(
                    new Deleted(false), Cause.KEY_GONE, "every member was gone before it could be restored");
        }
        // The cause's own words stand alone where nothing is left otherwise: whether all came back is told by them.
        var detail = told.isEmpty()
                ? Cause.RESTORED.text()
                : String.join("; ", told.stream().map(Attention::detail).toList());
        return Decision.move(new RolledBack(state.watchedSince(), state.because()), Cause.RESTORED, detail);
    }

    /**
     * The same call again only after a pause: at once would burn the quota that other rollbacks need. What was never sent has
     * burnt nothing, and whose turn comes next is decided anew.
     */
    private static Optional<Instant> pausedUntil(Look look, Effect effect) {
        return last(look, effect)
                .flatMap(last -> switch (last.outcome()) {
                    case Outcome.Refused refused when !refused.sent() -> Optional.<Instant>empty();
                    case Outcome.Refused(var refusedAt, var _, var _) -> Optional.of(refusedAt);
                    case Outcome.Unknown _, Outcome.Done _ -> Optional.of(last.intendedAt());
                })
                .map(at -> at.plus(look.tempo().pace().retryAfter()))
                .filter(until -> until.isAfter(look.now()));
    }

    /** The last effect on the key, where it was this very call. */
    private static Optional<EffectRecord> last(Look look, Effect effect) {
        return look.facts()
                .lastEffectOn(effect.keyArn())
                .filter(last -> last.effect().equals(effect));
    }
}
