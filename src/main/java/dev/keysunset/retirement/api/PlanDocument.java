package dev.keysunset.retirement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Timetable;
import dev.keysunset.retirement.plan.PlanItem;
import dev.keysunset.retirement.plan.PlanSummary;
import dev.keysunset.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What submissions would lead to.
 *
 * @param heldBack what holds everything back at the moment
 * @param summary the last of it: an answer without it broke off, and its plan cannot be named
 */
public record PlanDocument(
        UUID id, RetirementDocument.PolicyName policy, List<String> heldBack, List<Item> items, PlanSummary summary) {

    /** How a key comes off. */
    public enum Outlook {
        READY,
        BLOCKED,
        /** It, or something that matters, could not be read. */
        UNREADABLE,
        /** It is named wrongly, or is not there; {@code problem} says which. */
        REFUSED
    }

    /** The plan of a single key. */
    public record Single(RetirementDocument.PolicyName policy, Item item) {
        public boolean blocked() {
            return item.outlook() == Outlook.BLOCKED;
        }

        /** Nobody can say yet whether it could be retired. */
        public boolean unreadable() {
            return item.outlook() == Outlook.UNREADABLE;
        }
    }

    /** One key or family. */
    public record Item(
            Outlook outlook,
            List<PlannedMember> members,
            @JsonUnwrapped Evidence evidence,
            @JsonUnwrapped Prospect prospect,
            Optional<Refusal> refusal) {
        static Item of(PlanItem item) {
            return switch (item) {
                case PlanItem.Judged judged -> of(judged);
                case PlanItem.NotTaken(var key, var why) -> {
                    var problem = RetirementProblems.of(why);
                    yield new Item(
                            problem.status() == 502 ? Outlook.UNREADABLE : Outlook.REFUSED,
                            List.of(),
                            new Evidence(Optional.empty(), List.of(), List.of()),
                            new Prospect(Optional.empty(), List.of(), Optional.empty()),
                            Optional.of(new Refusal(key.key(), problem)));
                }
            };
        }

        private static Item of(PlanItem.Judged judged) {
            var plan = judged.plan();
            return new Item(
                    plan.blocked() ? Outlook.BLOCKED : plan.ready() ? Outlook.READY : Outlook.UNREADABLE,
                    plan.members().stream()
                            .map(member -> new PlannedMember(
                                    member.keyArn().toString(),
                                    member.foundState().awsName(),
                                    member.role()))
                            .toList(),
                    new Evidence(
                            Optional.of(plan.assessment().hash()),
                            plan.assessment().findings().stream()
                                    .map(FindingDocument::of)
                                    .toList(),
                            plan.assessment().unreadable()),
                    new Prospect(Optional.of(judged.timetable()), judged.because(), judged.saving()),
                    Optional.empty());
        }
    }

    /** One key that would be a member. */
    public record PlannedMember(String keyArn, String foundState, KeyFacts.Role role) {}

    /**
     * What was found.
     *
     * @param assessmentHash what a submission that names the plan is held to
     * @param unreadable for that the retirement would wait
     */
    public record Evidence(
            Optional<String> assessmentHash, List<FindingDocument> findings, List<Attention> unreadable) {}

    /**
     * What would happen when.
     *
     * @param dates the earliest, in domain time, if people approve at once; of a blocked one, if it is submitted again then
     * @param because what makes it wait
     */
    public record Prospect(Optional<Timetable> dates, List<String> because, Optional<PlanItem.Saving> monthlySaving) {}

    /** @param asked as it was named */
    public record Refusal(String asked, Problem problem) {}
}
