package dev.keysunset.retirement.plan;

import dev.keysunset.core.KeyCost;
import dev.keysunset.core.Timetable;
import dev.keysunset.retirement.submission.Intake;
import dev.keysunset.retirement.submission.KeyReference;
import dev.keysunset.retirement.submission.Planned;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What would become of one key, or of its whole family. */
public sealed interface PlanItem {
    /**
     * It could be judged.
     *
     * @param timetable with the waits for the keys before it in this plan
     * @param because what makes it wait, in words
     */
    record Judged(Planned.Plan plan, Timetable timetable, List<String> because, Optional<Saving> saving)
            implements PlanItem {}

    /** Nothing can be said of it. */
    record NotTaken(KeyReference key, Intake.Rejected why) implements PlanItem {}

    /**
     * What its deletion saves a month.
     *
     * @param atLeast the cost of a member is not, or not fully, known
     */
    record Saving(BigDecimal monthly, String currency, boolean atLeast) {
        static Optional<Saving> of(List<Optional<KeyCost>> costs) {
            var known = costs.stream().flatMap(Optional::stream).toList();
            return known.stream()
                    .findFirst()
                    .map(any -> new Saving(
                            known.stream().map(KeyCost::whenKept).reduce(BigDecimal.ZERO, BigDecimal::add),
                            any.currency(),
                            known.size() < costs.size()
                                    || known.stream()
                                            .anyMatch(
                                                    cost -> cost.rotationsKept().isEmpty())));
        }
    }
}
