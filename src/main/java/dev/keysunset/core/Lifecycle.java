package dev.keysunset.core;

import dev.keysunset.core.RetirementState.AwaitingDeletionApproval;
import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Cancelled;
import dev.keysunset.core.RetirementState.Deleted;
import dev.keysunset.core.RetirementState.Disabling;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.PendingDeletion;
import dev.keysunset.core.RetirementState.Refused;
import dev.keysunset.core.RetirementState.RolledBack;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RetirementState.SchedulingDeletion;
import dev.keysunset.core.RetirementState.Submitted;
import dev.keysunset.core.RetirementState.Watched;
import java.time.Instant;
import java.util.Optional;

/** The only place that chooses what happens to a retirement. */
public final class Lifecycle {
    private Lifecycle() {}

    /**
     * One look: what is true now, and therefore what comes next. Calls nobody and reads no clock.
     *
     * @throws IllegalStateException when it would take an edge that {@link Transition#ALL} does not declare
     */
    public static Decision decide(Retirement retirement, Facts facts, Tempo tempo, Instant now) {
        var look = new Look(retirement, facts, tempo, now);
        // Law 2 stands above every other rule, so it stands first.
        return checked(retirement, alarm(look).orElseGet(() -> step(look)));
    }

    /** True when the next thing to learn is whether the whole window, read once more, is still silent. */
    public static boolean wantsSweep(Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        return switch (retirement.state()) {
            case Observing(var _, var window) -> Verdict.wantsSweep(window, retirement, watch, tempo, now);
            case SchedulingDeletion(var _, var window) -> Verdict.wantsSweep(window, retirement, watch, tempo, now);
            default -> false;
        };
    }

    /** The verdict people are shown; empty while there is no window, or nothing to say of it yet. */
    public static Optional<Verdict> verdict(Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        return switch (retirement.state()) {
            case Observing(var _, var window) -> Verdict.judge(window, retirement, watch, tempo, now);
            case AwaitingDeletionApproval(var _, var window) ->
                Observation.standingVerdict(window, retirement, watch, tempo, now);
            case SchedulingDeletion(var _, var window) ->
                Observation.standingVerdict(window, retirement, watch, tempo, now);
            case PendingDeletion(var _, var window, var _) ->
                Observation.pendingVerdict(window, retirement, watch, tempo, now);
            default -> Optional.empty();
        };
    }

    private static Optional<Decision> alarm(Look look) {
        if (!(look.state() instanceof Watched watched) || watched instanceof RollingBack) {
            return Optional.empty();
        }
        var untouched = watched instanceof Disabling && !look.facts().touched();
        var gone = watched instanceof PendingDeletion && look.facts().allAbsent();
        if (untouched || gone) {
            // Nothing to bring back yet, or nothing any more: what remains there is to refuse, or to prove the end.
            return Optional.empty();
        }
        var sighting = look.facts().watch().firstSighting();
        if (sighting.isPresent()) {
            var seen = sighting.get();
            return Optional.of(look.rollBack(
                    watched,
                    Cause.SIGHTING,
                    seen.principal() + " called " + seen.operation() + " on " + seen.keyArn() + " at "
                            + seen.eventTime()));
        }
        var takeover = look.takeover();
        if (takeover.isPresent()) {
            return Optional.of(look.rollBack(watched, Cause.DRIFT, takeover.get()));
        }
        return look.calledOff()
                ? Optional.of(look.rollBack(watched, Cause.ORDERED, look.orderText()))
                : Optional.empty();
    }

    private static Decision step(Look look) {
        return switch (look.state()) {
            case Submitted _ -> Disablement.submitted(look);
            case AwaitingDisableApproval _ -> Disablement.awaitingApproval(look);
            case Disabling disabling -> Disablement.disabling(look, disabling);
            case Observing observing -> Observation.observing(look, observing);
            case AwaitingDeletionApproval awaiting -> Observation.awaitingApproval(look, awaiting);
            case SchedulingDeletion scheduling -> Deletion.scheduling(look, scheduling);
            case PendingDeletion pending -> Deletion.pending(look, pending);
            case RollingBack rollingBack -> Rollback.rollingBack(look, rollingBack);
            case RolledBack rolledBack -> Rollback.quarantine(look, rolledBack);
            case Deleted _, Refused _, Cancelled _ -> new Decision.Rest();
        };
    }

    private static Decision checked(Retirement retirement, Decision decision) {
        if (decision instanceof Decision.Move(var next, var cause, var _)
                && !Transition.declared(retirement.state().name(), next.name(), cause)) {
            throw new IllegalStateException(
                    "undeclared: " + retirement.state().name() + " to " + next.name() + " by " + cause);
        }
        return decision;
    }
}
