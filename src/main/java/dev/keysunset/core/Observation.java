package dev.keysunset.core;

import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the opening of the window to the approval of the deletion. */
final class Observation {
    private Observation() {}

    static Decision observing(Look look, Observing state) {
        var order = newWindow(look, state.watchedSince(), state.window());
        if (order.isPresent()) {
            return order.get();
        }
        var attention = new ArrayList<>(look.facts().unreadableKeys());
        var verdict =
                Verdict.judge(state.window(), look.retirement(), look.facts().watch(), look.tempo(), look.now());
        if (verdict.isEmpty()) {
            var sweeping = Verdict.wantsSweep(
                    state.window(), look.retirement(), look.facts().watch(), look.tempo(), look.now());
            return new Decision.Stay(sweeping ? look.now() : nextLook(look, state.window()), attention);
        }
        return switch (verdict.get()) {
            case Verdict.Clear _
            when attention.isEmpty() && !look.facts().anyAbsent() ->
                Decision.move(new AwaitingDeletionApproval(state.watchedSince(), state.window()), Cause.WATCH_CLEAR);
            case Verdict.Unproven unproven -> {
                attention.add(gap(unproven));
                yield look.retry(attention);
            }
            case Verdict.Clear _, Verdict.Needed _ -> look.retry(vanished(look, attention));
        };
    }

    static Decision awaitingApproval(Look look, AwaitingDeletionApproval state) {
        var facts = look.facts();
        var order = newWindow(look, state.watchedSince(), state.window());
        if (order.isPresent()) {
            return order.get();
        }
        if (blind(look, state.window()).isPresent()) {
            return Decision.move(new Observing(state.watchedSince(), state.window()), Cause.WATCH_GAP);
        }
        if (!facts.assessed().unreadable().isEmpty() || facts.anyAbsent()) {
            return look.retry(vanished(look, new ArrayList<>(facts.assessed().unreadable())));
        }
        if (!facts.assessed().blockers().isEmpty()) {
            return look.rollBack(state, Cause.BLOCKER, Disablement.blockers(facts));
        }
        return switch (look.tally(Gate.DELETE)) {
            case Tally.Rejected(var by) -> look.rollBack(state, Cause.REJECTED, "rejected by " + by);
            case Tally.Missing missing -> look.stay(Disablement.waiting(look, Gate.DELETE, missing));
            case Tally.Granted _ when !look.heldBack().isEmpty() -> look.stay(look.heldBack());
            case Tally.Granted _ ->
                Decision.move(new SchedulingDeletion(state.watchedSince(), state.window()), Cause.APPROVED);
        };
    }

    /** The watch no longer keeps up with the present: what it cannot see, and since when. */
    static Optional<Verdict.Unproven> blind(Look look, Window window) {
        return standingVerdict(window, look.retirement(), look.facts().watch(), look.tempo(), look.now())
                .flatMap(verdict ->
                        verdict instanceof Verdict.Unproven unproven ? Optional.of(unproven) : Optional.empty());
    }

    /** As {@link Verdict#judge}, of a window that was swept once already: only the standing coverage is asked. */
    static Optional<Verdict> standingVerdict(
            Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var swept = watch.with(Reading.read(new WatchFacts.Sweep(window.opensAt(), window.closesAt())));
        return Verdict.judge(window, retirement, swept, tempo, now);
    }

    static Attention gap(Verdict verdict) {
        return new Attention(
                Attention.Kind.WATCH_GAP,
                "The watch cannot prove the window: " + verdict.because() + ".",
                "Repair the feed; gaps are read again by themselves. Or restart the window, or extend it.");
    }

    private static List<Attention> vanished(Look look, List<Attention> attention) {
        if (look.facts().anyAbsent()) {
            attention.add(new Attention(
                    Attention.Kind.KEY_VANISHED,
                    "AWS answers that a member does not exist, although no deletion of ours was due.",
                    "Find out who deleted it, then roll back to free the other members."));
        }
        return attention;
    }

    private static Optional<Decision> newWindow(Look look, Instant watchedSince, Window window) {
        var length = look.retirement().policy().observationWindow();
        return look.facts().remembered().order().flatMap(order -> switch (order.kind()) {
            case RESTART_WINDOW ->
                Optional.of(Decision.move(
                        new Observing(watchedSince, Window.openingAt(look.now(), length)),
                        Cause.WINDOW_RESTARTED,
                        look.orderText()));
            case EXTEND_WINDOW ->
                Optional.of(Decision.move(
                        new Observing(watchedSince, window.extendedBy(order.extension())),
                        Cause.WINDOW_EXTENDED,
                        look.orderText()));
            case CANCEL, ROLLBACK -> Optional.empty();
        });
    }

    private static Instant nextLook(Look look, Window window) {
        var soon = look.now().plus(look.tempo().pace().lookAgain());
        var closing = window.closesAt().plus(look.tempo().listening().lag());
        return closing.isAfter(look.now()) && closing.isBefore(soon) ? closing : soon;
    }
}
