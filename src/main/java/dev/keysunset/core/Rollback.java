package dev.keysunset.core;

import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings every member back to the state it was found in, from whatever AWS says it is in now: a level-triggered loop, not a
 * remembered list of steps, so that a crash between two calls loses nothing. Nothing restrains it.
 */
final class Rollback {
    private Rollback() {}

    static Decision rollingBack(Look look, RollingBack state) {
        var told = new ArrayList<>(look.refusals());
        var waits = false;
        Optional<Instant> paused = Optional.empty();
        for (var member : look.retirement().members()) {
            switch (Need.of(look, member)) {
                case Need.Nothing _ -> {}
                case Need.Left(var attention) -> told.add(attention);
                case Need.Wait(var attention) -> {
                    told.add(attention);
                    waits = true;
                }
                case Need.Call(var effect) -> {
                    var until = pausedUntil(look, effect);
                    if (until.isEmpty()) {
                        return new Decision.Act(effect, told);
                    }
                    // One member that AWS refuses must not keep the others waiting.
                    waits = true;
                    paused = until;
                }
            }
        }
        if (waits) {
            return new Decision.Stay(
                    paused.orElse(look.now().plus(look.tempo().pace().retryAfter())), told);
        }
        return finished(look, state, told);
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
                    told.add(unexplained(member));
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
                        record.principal() + " called " + record.operation() + " on " + record.keyArn() + " at "
                                + record.eventTime() + ".",
                        "Ask them before the key is submitted again."))
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

    private static Attention unexplained(Member member) {
        return new Attention(
                Attention.Kind.DRIFT,
                member.keyArn() + " changed after its rollback; the author is not read from CloudTrail yet.",
                "If it is needed now: " + Attentions.command(new Effect.EnableKey(member.keyArn())));
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
        var detail = told.isEmpty()
                ? Cause.RESTORED.text()
                : String.join("; ", told.stream().map(Attention::detail).toList());
        return Decision.move(new RolledBack(state.watchedSince(), state.because()), Cause.RESTORED, detail);
    }

    /** The same call again only after a pause: at once would burn the quota that other rollbacks need. */
    private static Optional<Instant> pausedUntil(Look look, Effect effect) {
        var last = look.facts().lastEffectOn(effect.keyArn());
        if (last.isEmpty() || !last.get().effect().equals(effect)) {
            return Optional.empty();
        }
        var at = last.get().outcome() instanceof Outcome.Refused(var refusedAt, var _, var _)
                ? refusedAt
                : last.get().intendedAt();
        return Optional.of(at.plus(look.tempo().pace().retryAfter())).filter(until -> until.isAfter(look.now()));
    }
}
