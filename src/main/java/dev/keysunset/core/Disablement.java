package dev.keysunset.core;

import dev.keysunset.core.RetirementState.AwaitingDisableApproval;
import dev.keysunset.core.RetirementState.Cancelled;
import dev.keysunset.core.RetirementState.Disabling;
import dev.keysunset.core.RetirementState.Observing;
import dev.keysunset.core.RetirementState.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From submission to the last DisableKey. */
final class Disablement {
    private Disablement() {}

    static Decision submitted(Look look) {
        return objection(look).orElseGet(() -> Decision.move(new AwaitingDisableApproval(), Cause.ASSESSED));
    }

    static Decision awaitingApproval(Look look) {
        return objection(look).orElseGet(() -> switch (look.tally(Gate.DISABLE)) {
            case Tally.Rejected(var by) ->
                Decision.move(new Cancelled(Cause.REJECTED), Cause.REJECTED, "rejected by " + by);
            case Tally.Missing missing -> look.stay(waiting(look, Gate.DISABLE, missing));
            case Tally.Granted _ when !look.heldBack(Gate.DISABLE).isEmpty() -> look.stay(look.heldBack(Gate.DISABLE));
            case Tally.Granted _ -> Decision.move(new Disabling(look.now()), Cause.APPROVED);
        });
    }

    static Decision disabling(Look look, Disabling state) {
        if (!look.facts().touched()) {
            if (look.facts().watch().firstSighting().isPresent()) {
                return Decision.move(new Refused(Cause.SIGHTING), Cause.SIGHTING);
            }
            var objection = objection(look);
            if (objection.isPresent()) {
                return objection.get();
            }
        } else if (look.facts().anyAbsent()) {
            return look.rollBack(state, Cause.DRIFT, "a member vanished while its family was being disabled");
        }
        if (!look.facts().unreadableKeys().isEmpty()) {
            return look.retry(look.facts().unreadableKeys());
        }
        var flight = look.facts().dangerousInFlight(look.now());
        return nextEnabled(look)
                .map(member -> disable(look, state, member))
                .orElseGet(() -> flight.<Decision>map(effect -> new Decision.Stay(effect.fencedUntil(), List.of()))
                        .orElseGet(() -> observe(look, state)));
    }

    /** What ends or holds up a retirement that has touched nothing yet. */
    private static Optional<Decision> objection(Look look) {
        var facts = look.facts();
        if (look.calledOff()) {
            return Optional.of(Decision.move(new Cancelled(Cause.CANCELLED), Cause.CANCELLED, look.orderText()));
        }
        if (facts.anyAbsent()) {
            return Optional.of(Decision.move(new Refused(Cause.KEY_GONE), Cause.KEY_GONE));
        }
        if (!facts.assessed().unreadable().isEmpty()) {
            return Optional.of(look.retry(facts.assessed().unreadable()));
        }
        if (!facts.assessed().blockers().isEmpty()) {
            return Optional.of(Decision.move(new Refused(Cause.BLOCKER), Cause.BLOCKER, blockers(facts)));
        }
        return changedSinceSubmission(look).map(what -> Decision.move(new Refused(Cause.DRIFT), Cause.DRIFT, what));
    }

    /** What is no longer as it was found could not be brought back to it: somebody else has a hand on the key. */
    private static Optional<String> changedSinceSubmission(Look look) {
        return look.retirement().members().stream()
                .flatMap(member -> look.facts().described(member.keyArn()).key().found().stream()
                        .filter(key -> key.keyState() != member.foundState())
                        .map(key -> member.keyArn() + " was found "
                                + member.foundState().awsName() + " and is "
                                + key.keyState().awsName() + " by somebody else's change"))
                .findFirst();
    }

    static String blockers(Facts facts) {
        return facts.assessed().blockers().stream().map(Finding::detail).collect(Collectors.joining("; "));
    }

    static List<Attention> waiting(Look look, Gate gate, Tally.Missing missing) {
        var attention = new ArrayList<Attention>();
        attention.add(new Attention(
                Attention.Kind.APPROVAL,
                missing.given() + " of " + missing.needed() + " approvals at the " + gate + " gate.",
                "An approver other than " + look.retirement().submission().by() + " decides."));
        attention.addAll(look.heldBack(gate));
        return attention;
    }

    private static Optional<Described> nextEnabled(Look look) {
        return look.facts().observed().members().stream()
                .filter(member -> member.key()
                        .found()
                        .filter(key -> key.keyState() == KeyState.ENABLED)
                        .isPresent())
                .findFirst();
    }

    /** Checked on facts read after the lease was taken: anything that changed since the approval stops the step. */
    private static Decision disable(Look look, Disabling state, Described member) {
        var facts = look.facts();
        if (!facts.assessed().unreadable().isEmpty()) {
            return look.retry(facts.assessed().unreadable());
        }
        if (!facts.assessed().blockers().isEmpty()) {
            return look.rollBack(state, Cause.BLOCKER, blockers(facts));
        }
        if (!(look.tally(Gate.DISABLE) instanceof Tally.Granted)) {
            return facts.touched()
                    ? look.rollBack(state, Cause.ASSESSMENT_CHANGED, Cause.ASSESSMENT_CHANGED.text())
                    : Decision.move(new AwaitingDisableApproval(), Cause.ASSESSMENT_CHANGED);
        }
        return Danger.act(look, new Effect.DisableKey(member.keyArn()));
    }

    private static Decision observe(Look look, Disabling state) {
        var window = Window.openingAt(
                look.now().plus(look.tempo().settling()),
                look.retirement().policy().observationWindow());
        return Decision.move(new Observing(state.watchedSince(), window), Cause.CONFIRMED_DISABLED);
    }
}
