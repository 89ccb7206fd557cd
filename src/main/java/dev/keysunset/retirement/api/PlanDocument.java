package dev.keysunset.retirement.api;

import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.retirement.Planned;
import java.time.Instant;
import java.util.List;

/**
 * What a submission would lead to.
 *
 * @param blocked a finding forbids it: it would be refused
 */
public record PlanDocument(
        boolean blocked,
        RetirementDocument.PolicyName policy,
        List<PlannedMember> members,
        Findings findings,
        Dates dates) {

    /** One key that would be a member. */
    public record PlannedMember(String keyArn, String foundState, KeyFacts.Role role) {}

    /** What was found, and what could not be read: for that the retirement would wait. */
    public record Findings(List<FindingDocument> found, List<Attention> unreadable) {}

    /** The earliest, if people approve at once; domain time. */
    public record Dates(Instant disabledAt, Instant windowClosesAt, Instant deletionDate) {}

    static PlanDocument of(Planned.Plan plan) {
        var name = plan.policy().name();
        return new PlanDocument(
                plan.blocked(),
                new RetirementDocument.PolicyName(name.name(), name.version()),
                plan.members().stream()
                        .map(member -> new PlannedMember(
                                member.keyArn().toString(), member.foundState().awsName(), member.role()))
                        .toList(),
                new Findings(
                        plan.assessment().findings().stream()
                                .map(FindingDocument::of)
                                .toList(),
                        plan.assessment().unreadable()),
                new Dates(
                        plan.dates().disabledAt(),
                        plan.dates().windowClosesAt(),
                        plan.dates().deletionDate()));
    }
}
