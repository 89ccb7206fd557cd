package dev.keysunset.retirement.plan;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Policy;
import dev.keysunset.retirement.plan.StoredPlan.Item;
import dev.keysunset.retirement.submission.PlanCheck;
import dev.keysunset.retirement.submission.Planned;
import dev.keysunset.retirement.submission.Submitted.NotAsPlanned;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** Compares what would be done now with what a plan said. The assessment's hash decides; the findings tell what changed. */
@ApplicationScoped
class PlanKeeping implements PlanCheck {
    private final Plans plans;

    PlanKeeping(Plans plans) {
        this.plans = plans;
    }

    @Override
    public Optional<NotAsPlanned> objection(UUID planId, Planned.Plan now) {
        var plan = plans.named(planId);
        if (plan.isEmpty()) {
            return no(planId, "There is no plan " + planId + ".");
        }
        if (plan.get().finishedAt().isEmpty()) {
            return no(planId, "The plan was not made to its end: nobody saw all of it.");
        }
        if (!plan.get().policy().equals(now.policy().name())) {
            return no(
                    planId,
                    "The plan is for the policy " + told(plan.get().policy()) + ", now it would be "
                            + told(now.policy().name()) + ".");
        }
        return plans.item(planId, now.members().getFirst().keyArn().familyKey())
                .map(item -> objection(planId, item, now))
                .orElseGet(() -> no(planId, "The key, or its family, is not in the plan."));
    }

    private static Optional<NotAsPlanned> objection(UUID planId, Item item, Planned.Plan now) {
        if (!item.ready()) {
            return no(planId, "The plan says that it cannot go ahead: " + String.join("; ", item.findings()));
        }
        if (!now.assessment().unreadable().isEmpty()) {
            return Optional.of(new NotAsPlanned(
                    planId,
                    "It cannot be told whether anything has changed: not all of it can be read now.",
                    now.assessment().unreadable().stream()
                            .map(Attention::detail)
                            .toList()));
        }
        var members = StoredPlan.found(now.members());
        if (item.hash().equals(now.assessment().hash()) && item.members().equals(members)) {
            return Optional.empty();
        }
        var changes = new ArrayList<String>();
        changes.addAll(changes(item.members(), members));
        changes.addAll(changes(item.findings(), StoredPlan.said(now.assessment().findings())));
        if (changes.isEmpty()) {
            changes.add("Its key policy, or a detail of a grant, is not what it was.");
        }
        return Optional.of(new NotAsPlanned(planId, "It has changed since the plan was made.", List.copyOf(changes)));
    }

    private static List<String> changes(SortedSet<String> planned, SortedSet<String> present) {
        var changes = new ArrayList<String>();
        planned.stream()
                .filter(text -> !present.contains(text))
                .map(text -> "No longer: " + text)
                .forEach(changes::add);
        present.stream()
                .filter(text -> !planned.contains(text))
                .map(text -> "New: " + text)
                .forEach(changes::add);
        return changes;
    }

    private static String told(Policy.Name policy) {
        return policy.name() + ", version " + policy.version();
    }

    private static Optional<NotAsPlanned> no(UUID planId, String detail) {
        return Optional.of(new NotAsPlanned(planId, detail, List.of()));
    }
}
