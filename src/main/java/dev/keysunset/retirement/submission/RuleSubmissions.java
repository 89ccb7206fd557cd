package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.ProposedSubmissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Takes in what a rule proposed, as if somebody had handed it in. */
@ApplicationScoped
class RuleSubmissions implements ProposedSubmissions {
    private final Submissions submissions;

    RuleSubmissions(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public Outcome submit(KeyArn keyArn, Terms terms, String name) {
        var submission = new Submission(
                new KeyReference(keyArn.toString(), Optional.empty(), Optional.empty()),
                terms.policy(),
                new Submission.Grounds(terms.reason(), Optional.empty(), Optional.empty()),
                terms.rule(),
                Optional.of(name));
        return switch (submissions.submit(submission)) {
            case Submitted.Accepted(var view, var _) ->
                new Outcome.Taken(view.retirement().id());
            case Submitted.AlreadyLive(var id) -> new Outcome.Refused("It is in the retirement " + id + " already.");
            case Submitted.InQuarantine(var _, var until) ->
                new Outcome.Refused("It was rolled back and is watched until " + until + ".");
            case Submitted.IdempotencyMismatch(var id) ->
                new Outcome.Refused("The retirement " + id + " was submitted under the same name with other terms.");
            case Submitted.Held(var hold) -> new Outcome.NotNow("held by " + hold.by() + " until " + hold.until());
            case Submitted.NotAsPlanned(var _, var detail, var _) -> new Outcome.Refused(detail);
            case Submitted.NotTaken(Intake.Rejected.Unreadable(var call, var code, var _)) ->
                new Outcome.NotNow(call + " was answered with " + code);
            case Submitted.NotTaken(var why) -> new Outcome.Refused("It cannot be taken in: " + why);
        };
    }
}
