package dev.keysunset.guardrails;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.web.Problem;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import java.util.UUID;

/** Why a guardrail is not proposed, or not decided on. */
final class GuardrailProblems {
    private static final ProblemKind NO_KEY = new ProblemKind("key-not-found", 404, "AWS knows no such key");
    private static final ProblemKind UNREADABLE =
            new ProblemKind("key-unreadable", 502, "AWS does not say what the key or its policy is");
    private static final ProblemKind UNFIT = new ProblemKind("key-unfit", 409, "No guardrail can protect this key");
    private static final ProblemKind RETIRING = new ProblemKind("key-in-retirement", 409, "A retirement has the key");
    private static final ProblemKind PRESENT =
            new ProblemKind("guardrail-present", 409, "Its policy is as strict already");
    private static final ProblemKind IMPOSSIBLE =
            new ProblemKind("guardrail-impossible", 409, "Its policy cannot take the statement");
    private static final ProblemKind UNDER_WAY =
            new ProblemKind("guardrail-under-way", 409, "A guardrail of the key is under way");
    private static final ProblemKind NOT_FOUND =
            new ProblemKind("guardrail-not-found", 404, "There is no such guardrail");
    private static final ProblemKind OWN = new ProblemKind("own-proposal", 403, "Nobody approves what they proposed");
    private static final ProblemKind NOT_YOURS =
            new ProblemKind("not-your-proposal", 403, "Only its proposer takes it back");
    private static final ProblemKind DECIDED = new ProblemKind("guardrail-decided", 409, "It is decided already");
    private static final ProblemKind MACHINE = new ProblemKind("machine-approval", 403, "Machines do not decide");
    private static final ProblemKind STOPPED = new ProblemKind("stopped", 409, "Nothing is changed at AWS now");

    private GuardrailProblems() {}

    static ProblemException invalid(String field, String detail, String remedy) {
        return ProblemKind.INVALID.with(detail, remedy).field(field).exception();
    }

    static ProblemException noKey(String key) {
        return NO_KEY.with("AWS knows no key " + key + ".", "Check how it is named.")
                .exception();
    }

    static ProblemException unreadable(Reading.Unreadable<?> unreadable) {
        return UNREADABLE
                .with(
                        unreadable.call() + " failed: " + unreadable.code() + " " + unreadable.message(),
                        "Try again, or allow the member role to call it.")
                .exception();
    }

    static ProblemException unfit(String because) {
        return UNFIT.with(because, "Nothing to do.").exception();
    }

    static ProblemException retiring(KeyArn keyArn) {
        return RETIRING.with(
                        "A retirement has " + keyArn
                                + ": a change of its policy would void its approvals and might hold it up.",
                        "End the retirement first, or wait until it has ended.")
                .related("/api/v1/retirements?q=" + keyArn)
                .exception();
    }

    static ProblemException present(String told) {
        return PRESENT.with("Its key policy " + told + ".", "Nothing to do, or ask for more days.")
                .exception();
    }

    static ProblemException impossible(String because) {
        return IMPOSSIBLE
                .with("It cannot be added: " + because + ".", "Change the policy by hand, then propose it again.")
                .exception();
    }

    static ProblemException underWay(Guardrail open) {
        return at(
                UNDER_WAY.with(
                        "One of " + open.wish().days() + " days, by "
                                + open.wish().by() + ", is " + open.state() + ".",
                        "Decide on it, or have its proposer withdraw it."),
                open.id());
    }

    static ProblemException notFound(UUID id) {
        return NOT_FOUND
                .with("There is no guardrail " + id + ".", "GET /api/v1/guardrails lists them.")
                .exception();
    }

    static ProblemException own(Guardrail guardrail) {
        return at(
                OWN.with(
                        guardrail.wish().by() + " proposed it and cannot approve it.",
                        "Ask another approver; POST …/withdraw takes it back."),
                guardrail.id());
    }

    static ProblemException notYours(Guardrail guardrail) {
        return at(
                NOT_YOURS.with("It was proposed by " + guardrail.wish().by() + ".", "An approver may reject it."),
                guardrail.id());
    }

    static ProblemException decided(Guardrail guardrail) {
        return at(
                DECIDED.with("It is " + guardrail.state() + " by now.", "Read it again: its history says by whom."),
                guardrail.id());
    }

    static ProblemException machine(String name) {
        return MACHINE.with(name + " is a machine; machines propose, people approve.", "Have a person decide.")
                .exception();
    }

    static ProblemException stopped(String told) {
        return STOPPED.with(told, "An administrator releases the stop; the proposal waits meanwhile.")
                .related("/api/v1/stop")
                .exception();
    }

    private static ProblemException at(Problem problem, UUID id) {
        return problem.related(GuardrailsResource.PATH + "/" + id).exception();
    }
}
