package dev.keysunset.core;

import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import java.time.Duration;
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
        var anew = soundSince(look, state.window());
        if (anew.isAfter(state.window().opensAt())) {
            return reopened(look, state, anew);
        }
        var attention = new ArrayList<>(look.facts().unreadableKeys());
        var verdict =
                Verdict.judge(state.window(), look.retirement(), look.facts().watch(), look.tempo(), look.now());
        if (verdict.isEmpty()) {
            var sweeping = Verdict.wantsSweep(
                    state.window(), look.retirement(), look.facts().watch(), look.tempo(), look.now());
            attention.addAll(Threat.to(look, state.window()));
            return new Decision.Stay(sweeping ? look.now() : nextLook(look, state.window()), attention);
        }
        return switch (verdict.get()) {
            case Verdict.Clear _
            when attention.isEmpty() && !look.facts().anyAbsent() ->
                Decision.move(new AwaitingDeletionApproval(state.watchedSince(), state.window()), Cause.WATCH_CLEAR);
            case Verdict.Unproven unproven -> {
                attention.add(gap(unproven));
                yield movedOn(look, state, unproven).orElseGet(() -> look.retry(attention));
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
        if (blind(look, state.window()).isPresent()
                || soundSince(look, state.window()).isAfter(state.window().opensAt())) {
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
            case Tally.Granted _ when !look.heldBack(Gate.DELETE).isEmpty() -> look.stay(look.heldBack(Gate.DELETE));
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

    /**
     * Of a deletion that counts down. A time without canaries, read completely and over, costs the verdict no more: what matters
     * is whether the watch sees until the end.
     */
    static Optional<Verdict> pendingVerdict(
            Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var verdict = standingVerdict(window, retirement, watch, tempo, now);
        if (verdict.isPresent()
                && verdict.get() instanceof Verdict.Unproven(var doubt, var _, var _)
                && doubt == Doubt.NO_CANARY) {
            var sound = soundSince(window, retirement, watch, tempo, now);
            var length = Duration.between(window.opensAt(), window.closesAt());
            return standingVerdict(Window.openingAt(sound, length), retirement, watch, tempo, now);
        }
        return verdict;
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
                String.join(" Or: ", verdict.waysOut()));
    }

    private static Instant soundSince(Look look, Window window) {
        return soundSince(window, look.retirement(), look.facts().watch(), look.tempo(), look.now());
    }

    /** From when on the window can be proven at last, by whichever feed lost least of it. */
    private static Instant soundSince(
            Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var proof = Proof.of(retirement.policy(), tempo);
        var latest = window.opensAt();
        for (var place : retirement.places()) {
            var best = watch.asked(place).stream()
                    .map(report -> proof.soundSince(report, place, retirement.usages(place), window.opensAt(), now))
                    .min(Instant::compareTo)
                    .orElse(window.opensAt());
            latest = best.isAfter(latest) ? best : latest;
        }
        return latest;
    }

    /** The window begins with its first canary, and anew after a hole that nothing can mend. */
    private static Decision reopened(Look look, Observing state, Instant anew) {
        var length = Duration.between(state.window().opensAt(), state.window().closesAt());
        var next = new Observing(state.watchedSince(), Window.openingAt(anew, length));
        var proof = Proof.of(look.retirement().policy(), look.tempo());
        var opensAt = state.window().opensAt();
        var nothingLost = look.facts()
                        .watch()
                        .provenUntil(opensAt, look.retirement(), proof)
                        .equals(opensAt)
                && !forgottenUntil(look, opensAt).isAfter(opensAt);
        return nothingLost
                ? Decision.move(next, Cause.WINDOW_OPENED, "the first canary came back; the window opens at " + anew)
                : Decision.move(
                        next,
                        Cause.GAP_BEYOND_REPAIR,
                        "nothing can prove the time before " + anew + " any more; the window opens anew then");
    }

    /** Where the last hole of the window ended that no feed can read again. */
    private static Instant forgottenUntil(Look look, Instant opensAt) {
        return look.retirement().places().stream()
                .flatMap(place -> look.facts().watch().asked(place).stream()
                        .map(report -> Proof.lostToRetention(report, opensAt))
                        .min(Instant::compareTo)
                        .stream())
                .max(Instant::compareTo)
                .orElse(opensAt);
    }

    /**
     * Proven, but no feed of a place holds its beginning any more for the closing sweep: the window moves on to what they hold, a
     * day further, so that it can be swept before that is forgotten as well.
     */
    private static Optional<Decision> movedOn(Look look, Observing state, Verdict.Unproven unproven) {
        var opensAt = state.window().opensAt();
        var held = look.retirement().places().stream()
                .flatMap(place -> look.facts().watch().reaching(place).stream()
                        .map(report -> report.condition().reachesBack())
                        .min(Instant::compareTo)
                        .stream())
                .max(Instant::compareTo)
                .filter(edge -> unproven.doubt() == Doubt.SWEEP && edge.isAfter(opensAt));
        return held.map(edge -> Decision.move(
                new Observing(
                        state.watchedSince(),
                        Window.openingAt(
                                edge.plus(Duration.ofDays(1)),
                                Duration.between(opensAt, state.window().closesAt()))),
                Cause.GAP_BEYOND_REPAIR,
                "no feed holds the time before " + edge + " any more for the closing sweep; the window moves on"));
    }

    static List<Attention> vanished(Look look, List<Attention> attention) {
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
