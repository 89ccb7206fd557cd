package dev.keysunset.retirement.api;

import dev.keysunset.core.Place;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.submission.Intake;
import dev.keysunset.retirement.submission.Submitted;
import dev.keysunset.web.ETag;
import dev.keysunset.web.Problem;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import java.util.UUID;
import java.util.stream.Collectors;

/** Why a retirement was not taken in or did not do as it was told. */
final class RetirementProblems {
    static final String PATH = "/api/v1/retirements/";

    private static final ProblemKind KEY_NAME =
            new ProblemKind("malformed-key", 400, "The key is not named as AWS names keys");
    private static final ProblemKind PLACE =
            new ProblemKind("unknown-place", 400, "The account or Region is not configured");
    private static final ProblemKind POLICY = new ProblemKind("unknown-policy", 400, "There is no such policy");
    private static final ProblemKind KEY = new ProblemKind("key-not-found", 404, "AWS knows no such key");
    private static final ProblemKind RETIREMENT =
            new ProblemKind("retirement-not-found", 404, "There is no such retirement");
    private static final ProblemKind LIVE =
            new ProblemKind("already-retiring", 409, "The key is being retired already");
    private static final ProblemKind QUARANTINE =
            new ProblemKind("in-quarantine", 409, "The key was rolled back recently");
    private static final ProblemKind NO_ROOM =
            new ProblemKind("watch-full", 409, "The watch cannot hold one more key there");
    private static final ProblemKind NOT_POSSIBLE =
            new ProblemKind("not-possible-now", 409, "This is not possible now");
    private static final ProblemKind HELD = new ProblemKind("key-held", 409, "Somebody objects to its retirement");
    private static final ProblemKind NOT_AS_PLANNED =
            new ProblemKind("not-as-planned", 409, "It is not as the plan has it");
    private static final ProblemKind MISMATCH =
            new ProblemKind("idempotency-key-reused", 422, "The idempotency key was used with another body");
    private static final ProblemKind UNREADABLE =
            new ProblemKind("key-unreadable", 502, "AWS did not let the key be read");

    private RetirementProblems() {}

    static ProblemException notFound(UUID id) {
        return RETIREMENT
                .with(
                        "There is no retirement " + id + ".",
                        "GET /api/v1/retirements?q=… finds it by key, alias or ticket.")
                .exception();
    }

    static ProblemException of(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> throw new IllegalArgumentException("nothing is wrong with " + answer);
            case Answer.NotFound(var id) -> notFound(id);
            case Answer.Changed(var version) -> new ETag(version).stale();
            case Answer.NotPossible(var state, var because, var remedy) ->
                NOT_POSSIBLE.with("In " + state + ": " + because, remedy).exception();
        };
    }

    static Problem of(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Accepted _ -> throw new IllegalArgumentException("nothing is wrong with " + submitted);
            case Submitted.AlreadyLive(var id) -> live(id);
            case Submitted.InQuarantine(var id, var until) ->
                QUARANTINE
                        .with(
                                "The key was rolled back and is watched until " + until + ".",
                                "Find out who needed it, then submit it again after that date.")
                        .field("key")
                        .related(PATH + id);
            case Submitted.IdempotencyMismatch(var id) ->
                MISMATCH.with(
                                "This Idempotency-Key was used for the retirement " + id + " with another body.",
                                "Repeat that body exactly, or choose a new key for a new submission.")
                        .field("Idempotency-Key")
                        .related(PATH + id);
            case Submitted.NotAsPlanned(var _, var detail, var changes) ->
                NOT_AS_PLANNED
                        .with(detail, "Make a new plan, look at what changed, and name the new one.")
                        .field("plan")
                        .violations(changes.stream()
                                .map(change -> new Problem.Violation("plan", change))
                                .toList());
            case Submitted.Held(var hold) ->
                HELD.with(
                                hold.keyArn() + " is held by " + hold.by() + " until " + hold.until() + ": "
                                        + hold.reason(),
                                "Talk to them; they release it, or it ends by itself.")
                        .field("key");
            case Submitted.NotTaken(var why) -> of(why);
        };
    }

    private static Problem live(UUID id) {
        return LIVE.with(
                        "The key, or its multi-Region family, is in the retirement " + id + ".",
                        "Follow that one, or cancel it or roll it back first.")
                .field("key")
                .related(PATH + id);
    }

    static Problem of(Intake.Rejected rejected) {
        return switch (rejected) {
            case Intake.Rejected.BadKey(var field, var detail, var remedy) ->
                KEY_NAME.with(detail, remedy).field(field);
            case Intake.Rejected.UnknownPlace(var place, var known) ->
                PLACE.with(
                                "The configuration does not open " + place + " to the service; it opens "
                                        + known.stream().map(Place::toString).collect(Collectors.joining(", ")) + ".",
                                "Check account and Region, or have keysunset.aws.accounts extended.")
                        .field("key");
            case Intake.Rejected.KeyNotFound(var place, var key) ->
                KEY.with(
                                "KMS in " + place + " knows no " + key + ".",
                                "Check the key's ARN or alias; it may be deleted already.")
                        .field("key");
            case Intake.Rejected.Unreadable(var call, var code, var message) ->
                UNREADABLE
                        .with(
                                call + " was answered with " + code + ": " + message,
                                "Allow the member role to make this call, or try again when AWS answers.")
                        .field("key");
            case Intake.Rejected.NoRoom(var place, var because) ->
                NO_ROOM.with(
                                "The event history of " + place
                                        + " is the only proof of silence there, and it cannot be read for one more key: "
                                        + because + ".",
                                "Let a trail deliver to a log group and name the feed logs under keysunset.aws.accounts."
                                        + place.accountId()
                                        + ", or submit the key again when others have been deleted.")
                        .field("key");

            case Intake.Rejected.AlreadyRetiring(var id) -> live(id);
            case Intake.Rejected.UnknownPolicy(var policy, var offered) ->
                POLICY.with(
                                "There is no policy " + policy + ".",
                                "Name one of " + offered + ", or none for the default.")
                        .field("policy");
        };
    }
}
