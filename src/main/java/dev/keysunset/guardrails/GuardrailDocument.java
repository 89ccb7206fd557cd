package dev.keysunset.guardrails;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A guardrail with all that one needs to decide on it.
 *
 * @param consequences what it means for everybody, this service included
 * @param history who did what, when and why
 */
public record GuardrailDocument(
        @JsonUnwrapped Summary summary,
        ChangeDocument change,
        List<String> consequences,
        Restoring restore,
        List<StepDocument> history) {

    /**
     * What is wanted, and how far it is.
     *
     * @param days for how many whole days the key must have been unused before AWS disables or schedules it
     */
    public record Summary(
            UUID id, String keyArn, int days, String reason, String proposedBy, Instant proposedAt, String state) {
        static Summary of(Guardrail guardrail) {
            var wish = guardrail.wish();
            return new Summary(
                    guardrail.id(),
                    guardrail.keyArn().toString(),
                    wish.days(),
                    wish.reason(),
                    wish.by(),
                    wish.at(),
                    guardrail.state().name());
        }
    }

    /**
     * What is done to the policy.
     *
     * @param sid of the statement that is added
     * @param hashBefore of the policy it is made for; another policy voids it
     * @param before as it was, in AWS's own text
     * @param after as it is sent
     * @param diff of the two, as people read JSON
     */
    public record ChangeDocument(String sid, String hashBefore, String before, String after, List<DiffLine> diff) {
        static ChangeDocument of(Guardrail.Change change) {
            return new ChangeDocument(
                    change.sid(),
                    change.hashBefore(),
                    change.before(),
                    change.after(),
                    PolicyDiff.between(change.before(), change.after()).stream()
                            .map(line -> new DiffLine(line.mark().name(), line.text()))
                            .toList());
        }
    }

    /** @param mark {@code KEPT}, {@code REMOVED} or {@code ADDED} */
    public record DiffLine(String mark, String text) {}

    /**
     * How the old policy comes back.
     *
     * @param policy where it can be fetched as a file
     */
    public record Restoring(String policy, String command, String caution) {
        static Restoring of(Guardrail guardrail) {
            var keyArn = guardrail.keyArn();
            return new Restoring(
                    GuardrailsResource.PATH + "/" + guardrail.id() + "/policy-before",
                    "aws kms put-key-policy --region " + keyArn.region() + " --key-id " + keyArn
                            + " --policy-name default --policy file://policy-before.json",
                    "It replaces the whole policy: what others have changed since is lost. To take out the statement alone,"
                            + " remove the one with the Sid "
                            + guardrail.change().sid() + " from the policy as it is then.");
        }
    }

    /** One step. */
    public record StepDocument(String kind, String by, String words, Instant at) {}

    static GuardrailDocument of(Guardrail guardrail, List<Guardrail.Step> steps) {
        return new GuardrailDocument(
                Summary.of(guardrail),
                ChangeDocument.of(guardrail.change()),
                consequences(guardrail.keyArn(), guardrail.wish().days()),
                Restoring.of(guardrail),
                steps.stream()
                        .map(step -> new StepDocument(step.kind().name(), step.by(), step.words(), step.at()))
                        .toList());
    }

    private static List<String> consequences(KeyArn keyArn, int days) {
        var everywhere = Stream.of(
                "AWS refuses DisableKey and ScheduleKeyDeletion to everybody, administrators and this service included, while"
                        + " the key was used within " + days + " days. Each use begins the count anew.",
                "A retirement of the key waits for that date too, and tells it; its way back, EnableKey and CancelKeyDeletion,"
                        + " is not restrained.",
                "Whoever may call PutKeyPolicy can take the statement out again.",
                "Where CloudFormation or Terraform defines the policy, add the statement there as well: the next update puts"
                        + " back what is defined.");
        var family = keyArn.multiRegion()
                ? Stream.of("Each member of a multi-Region family has a policy of its own: this changes the one in "
                        + keyArn.region() + " alone.")
                : Stream.<String>empty();
        return Stream.concat(everywhere, family).toList();
    }
}
