package dev.keysunset.retirement.plan;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Delay;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import dev.keysunset.engine.KeyCosts;
import dev.keysunset.engine.KeySelection;
import dev.keysunset.engine.KnownKeys;
import dev.keysunset.retirement.RetirementSettings;
import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.retirement.submission.Planned;
import dev.keysunset.retirement.submission.Submissions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Makes plans, item by item, in memory that does not grow with them. Reads AWS and changes nothing there. */
@ApplicationScoped
public class Planning {
    /** Read side by side: more would only wait for the same quotas, and lose patience. */
    private static final int AT_ONCE = 8;

    private final Submissions submissions;
    private final Plans plans;
    private final KnownKeys known;
    private final KeyCosts costs;
    private final RetirementSettings settings;

    Planning(Submissions submissions, Plans plans, KnownKeys known, KeyCosts costs, RetirementSettings settings) {
        this.submissions = submissions;
        this.plans = plans;
        this.known = known;
        this.costs = costs;
        this.settings = settings;
    }

    /** A plan whose items are asked for as they are needed. */
    public final class Run {
        private final UUID id;
        private final Policy policy;
        private final PlanAsked asked;
        private final Waves waves = new Waves(settings.caps());
        private PlanSummary summary = PlanSummary.NOTHING;

        private Run(UUID id, Policy policy, PlanAsked asked) {
            this.id = id;
            this.policy = policy;
            this.asked = asked;
        }

        public UUID id() {
            return id;
        }

        public Policy policy() {
            return policy;
        }

        /** @return what the whole comes to; only a plan that came so far can be named by a submission */
        public PlanSummary eachTo(Consumer<PlanItem> taker) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                switch (asked) {
                    case PlanAsked.Keys(var keys) -> inParts(keys, threads, taker);
                    case PlanAsked.Matching(var selection) -> {
                        walk(selection, threads, taker);
                        summary = summary.unjudged(known.unjudged(selection));
                    }
                }
            }
            plans.finish(id);
            return summary;
        }

        private void walk(KeySelection selection, ExecutorService threads, Consumer<PlanItem> taker) {
            var after = Optional.<KeyArn>empty();
            do {
                var part = known.matching(selection, after, AT_ONCE);
                inParts(part.stream().map(Planning::reference).toList(), threads, taker);
                after = part.size() < AT_ONCE ? Optional.empty() : Optional.of(part.getLast());
            } while (after.isPresent());
        }

        private void inParts(List<KeyReference> keys, ExecutorService threads, Consumer<PlanItem> taker) {
            for (var from = 0; from < keys.size(); from += AT_ONCE) {
                var part = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
                var planned = part.stream()
                        .map(key -> CompletableFuture.supplyAsync(
                                () -> submissions.plan(
                                        key, Optional.of(policy.name().name())),
                                threads))
                        .toList();
                for (var i = 0; i < part.size(); i++) {
                    item(part.get(i), planned.get(i).join()).ifPresent(item -> {
                        summary = summary.plus(item);
                        taker.accept(item);
                    });
                }
            }
        }

        /** Empty for a family that the plan has already. */
        private Optional<PlanItem> item(KeyReference key, Planned planned) {
            return switch (planned) {
                case Planned.NotTaken(var why) -> Optional.of(new PlanItem.NotTaken(key, why));
                case Planned.Plan plan -> plans.add(id, plan) ? Optional.of(judged(plan)) : Optional.empty();
            };
        }

        private PlanItem judged(Planned.Plan plan) {
            var because =
                    new ArrayList<>(plan.delays().stream().map(Delay::because).toList());
            plan.assessment().unreadable().stream().map(Attention::detail).forEach(because::add);
            var timetable = plan.timetable();
            if (plan.ready()) {
                var account = plan.members().getFirst().keyArn().accountId();
                var wait = waves.next(account, plan.members().size(), timetable.length());
                timetable = plan.course().later(timetable, wait.disabling(), wait.scheduling());
                if (!wait.isNone()) {
                    because.add(
                            "The caps let only so many be disabled at once and scheduled in a day: it waits for keys"
                                    + " before it in this plan.");
                }
            }
            return new PlanItem.Judged(plan, timetable, List.copyOf(because), saving(plan));
        }

        private Optional<PlanItem.Saving> saving(Planned.Plan plan) {
            var members = plan.members().stream().map(Member::keyArn).toList();
            var found = costs.of(members);
            return PlanItem.Saving.of(members.stream()
                    .map(member -> Optional.ofNullable(found.get(member)))
                    .toList());
        }
    }

    /** Begins a plan; AWS is not read before its items are asked for. A selection that means nothing is refused here. */
    public Run begin(PlanAsked asked, Policy policy, String by) {
        if (asked instanceof PlanAsked.Matching(var selection)) {
            known.unjudged(selection);
        }
        return new Run(plans.begin(policy, by), policy, asked);
    }

    private static KeyReference reference(KeyArn keyArn) {
        return new KeyReference(keyArn.toString(), Optional.empty(), Optional.empty());
    }
}
