package dev.keysunset.guardrails;

import dev.keysunset.core.Denial;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyGuardrails;
import dev.keysunset.engine.KeyGuardrails.Draft;
import dev.keysunset.engine.KeyGuardrails.PolicyText;
import dev.keysunset.engine.StopsInForce;
import dev.keysunset.guardrails.Guardrail.State;
import dev.keysunset.guardrails.Guardrail.Word;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts an approved guardrail into the policy: on the policy that was shown and no other, by one call whose intent is recorded before,
 * and whose outcome is looked up where no answer came.
 */
@ApplicationScoped
class Applying {
    /** Beyond what the call may take, in real time: what is refused for being late, people have to approve anew. */
    private static final Duration FENCE_MARGIN = Duration.ofMinutes(1);

    /** After which AWS shows what it has taken; it speaks of minutes (KMS Developer Guide, eventual consistency). */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final KeyGuardrails guardrails;
    private final GuardrailStore store;
    private final StopsInForce stops;
    private final Clocks clocks;

    Applying(KeyGuardrails guardrails, GuardrailStore store, StopsInForce stops, Clocks clocks) {
        this.guardrails = guardrails;
        this.store = store;
        this.stops = stops;
        this.clocks = clocks;
    }

    /** Whether a call may have been sent whose outcome nobody knows. */
    static boolean underWay(Guardrail guardrail) {
        return guardrail.state() == State.APPLYING || guardrail.state() == State.UNKNOWN;
    }

    /** What becomes of it stands in the store; a problem has changed nothing. */
    void approve(Guardrail guardrail, Word approval) {
        if (guardrail.wish().by().equals(approval.by())) {
            throw GuardrailProblems.own(guardrail);
        }
        if (guardrail.state() != State.PROPOSED) {
            throw GuardrailProblems.decided(guardrail);
        }
        stops.toldIn(guardrail.keyArn().accountId()).stream().findFirst().ifPresent(told -> {
            throw GuardrailProblems.stopped(told);
        });
        switch (guardrails.policy(guardrail.keyArn())) {
            case Reading.Read<PolicyText>(var now)
            when now.hash().equals(guardrail.change().hashBefore()) -> apply(guardrail, approval);
            case Reading.Read<PolicyText> _ ->
                voided(
                        guardrail,
                        approval,
                        "The key policy is not the one that was shown: somebody has changed it since. Propose it again.");
            case Reading.Absent<PolicyText> _ -> voided(guardrail, approval, "AWS knows the key no more.");
            case Reading.Unreadable<PolicyText> unreadable -> throw GuardrailProblems.unreadable(unreadable);
        }
    }

    /** Reads the policy again where nobody knows what became of the call. */
    void lookAgain(Guardrail guardrail) {
        switch (guardrails.policy(guardrail.keyArn())) {
            case Reading.Read<PolicyText>(var now)
            when holds(guardrail, now) ->
                store.conclude(guardrail, State.ADDED, "No answer had come. Read again, the policy has it.");
            case Reading.Read<PolicyText> _
            when settled(guardrail) ->
                store.conclude(
                        guardrail,
                        State.NOT_ADDED,
                        "No answer had come. Read again, the policy does not have it, and the call cannot arrive any more.");
            case Reading.Absent<PolicyText> _ ->
                store.conclude(guardrail, State.NOT_ADDED, "AWS knows the key no more.");
            case Reading.Read<PolicyText> _, Reading.Unreadable<PolicyText> _ -> {}
        }
    }

    private void apply(Guardrail guardrail, Word approval) {
        var until =
                clocks.skew().atAws(clocks.domain().after(clocks.callTimeout().plus(FENCE_MARGIN)));
        if (!store.intend(guardrail, approval, until)) {
            throw overtaken(guardrail);
        }
        var after = guardrail.change().after();
        switch (guardrails.put(guardrail.id(), guardrail.keyArn(), after, until)) {
            case Outcome.Done(var _, var requestId) ->
                store.conclude(
                        guardrail, State.ADDED, "AWS took it, request " + requestId + ". " + readAgain(guardrail));
            case Outcome.Refused refused -> store.conclude(guardrail, State.REFUSED, told(refused));
            case Outcome.Unknown _ -> {
                store.conclude(
                        guardrail,
                        State.UNKNOWN,
                        "The call was sent and no answer came. The policy is read again until it is clear what became of it.");
                lookAgain(guardrail);
            }
        }
    }

    private RuntimeException overtaken(Guardrail guardrail) {
        return store.find(guardrail.id())
                .filter(now -> now.state() != State.PROPOSED)
                .map(GuardrailProblems::decided)
                .orElseGet(() -> GuardrailProblems.retiring(guardrail.keyArn()));
    }

    private void voided(Guardrail guardrail, Word approval, String because) {
        if (!store.voided(guardrail, approval, because)) {
            throw overtaken(guardrail);
        }
    }

    private String readAgain(Guardrail guardrail) {
        return switch (guardrails.policy(guardrail.keyArn())) {
            case Reading.Read<PolicyText>(var now) when holds(guardrail, now) -> "Read again, the policy has it.";
            case Reading.Read<PolicyText> _ -> "Read again, AWS does not show it yet; that may take minutes.";
            case Reading.Absent<PolicyText> _, Reading.Unreadable<PolicyText> _ ->
                "The policy could not be read again.";
        };
    }

    private boolean holds(Guardrail guardrail, PolicyText now) {
        return guardrails.draft(now.text(), guardrail.wish().days()) instanceof Draft.Present;
    }

    private boolean settled(Guardrail guardrail) {
        return guardrail
                .fencedUntil()
                .map(until -> clocks.skew().hereOrAfter(until).plus(SETTLED))
                .orElse(Instant.MAX)
                .isBefore(clocks.domain().now());
    }

    private static String told(Outcome.Refused refused) {
        var said = refused.code() + ": " + refused.message();
        if (refused.denied()) {
            return said + " " + Denial.remedy(refused.message(), "kms:PutKeyPolicy") + ".";
        }
        return refused.code().equals("MalformedPolicyDocumentException")
                ? said
                        + " AWS does not take the policy back as it stands, for instance because it names a principal that was"
                        + " deleted since. Mend it by hand, then propose it again."
                : said + " Nothing was changed. Propose it again.";
    }
}
