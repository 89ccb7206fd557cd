package dev.keysunset.retirement.api;

import dev.keysunset.core.Gate;
import dev.keysunset.retirement.approvals.Approvals.Given;
import dev.keysunset.retirement.approvals.Approvals.Withdrawn;
import dev.keysunset.web.ETag;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;

/** Why a decision at a gate does not count. */
final class ApprovalProblems {
    private static final ProblemKind GATE = new ProblemKind("gate-not-open", 409, "Nobody decides at this gate now");
    private static final ProblemKind NOT_ASSESSED =
            new ProblemKind("not-assessed", 409, "There is nothing to decide on yet");
    private static final ProblemKind OWN =
            new ProblemKind("own-submission", 403, "Nobody approves what they submitted");
    private static final ProblemKind DECIDED = new ProblemKind("already-decided", 409, "You have decided already");
    private static final ProblemKind MACHINE = new ProblemKind("machine-approval", 403, "Machines do not decide");
    private static final ProblemKind APPROVAL = new ProblemKind("approval-not-found", 404, "There is no such approval");
    private static final ProblemKind NOT_YOURS =
            new ProblemKind("not-your-approval", 403, "Only its giver takes it back");
    private static final ProblemKind WITHDRAWN = new ProblemKind("already-withdrawn", 409, "It was taken back already");
    private static final ProblemKind SPENT = new ProblemKind("approval-spent", 409, "What it allowed has happened");

    private ApprovalProblems() {}

    static ProblemException machine(String name) {
        return MACHINE.with(name + " is a machine; machines submit, people approve.", "Have a person approve it.")
                .exception();
    }

    static ProblemException of(Given given) {
        return switch (given) {
            case Given.Recorded _ -> throw new IllegalArgumentException("nothing is wrong with " + given);
            case Given.NotFound(var id) -> RetirementProblems.notFound(id);
            case Given.Changed(var version) -> new ETag(version).stale();
            case Given.GateNotOpen(var asked, var state, var open) ->
                GATE.with(
                                "Gate " + asked + " is not open in " + state + "; open now: "
                                        + open.map(Gate::name).orElse("none") + ".",
                                "Decide at the gate that is open, or wait until this one is.")
                        .field("gate")
                        .exception();
            case Given.NotAssessed(var gate) ->
                NOT_ASSESSED
                        .with("Gate " + gate + " has just opened and is being assessed.", "Read it again in a moment.")
                        .field("gate")
                        .exception();
            case Given.OwnSubmission(var submitter) ->
                OWN.with(submitter + " submitted this retirement and cannot approve it.", "Ask another approver.")
                        .exception();
            case Given.AlreadyDecided(var approval) ->
                DECIDED.with(
                                "Your " + approval.approval().choice() + " on this assessment stands.",
                                "Withdraw it first: DELETE …/approvals/" + approval.id() + ".")
                        .exception();
        };
    }

    static ProblemException of(Withdrawn withdrawn) {
        return switch (withdrawn) {
            case Withdrawn.Taken _ -> throw new IllegalArgumentException("nothing is wrong with " + withdrawn);
            case Withdrawn.NotFound(var id) ->
                APPROVAL.with("This retirement has no approval " + id + ".", "GET …/approvals lists them.")
                        .exception();
            case Withdrawn.NotTheirs(var person) ->
                NOT_YOURS
                        .with("It was given by " + person + ".", "Reject at the gate, or cancel or roll back instead.")
                        .exception();
            case Withdrawn.Already(var id) ->
                WITHDRAWN
                        .with("The approval " + id + " does not count any more.", "Nothing to do.")
                        .exception();
            case Withdrawn.Spent(var state) ->
                SPENT.with("The retirement is " + state + " by now.", "Order a rollback if it must not go on.")
                        .exception();
        };
    }
}
