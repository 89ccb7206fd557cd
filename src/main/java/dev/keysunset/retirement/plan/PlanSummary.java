package dev.keysunset.retirement.plan;

import dev.keysunset.retirement.submission.Intake;
import java.util.Optional;

/**
 * What a plan comes to.
 *
 * @param ready families that nothing forbids
 * @param blocked families that a finding forbids
 * @param refused keys that are named wrongly, or that are not there
 * @param monthlySaving of the ready ones, as far as their cost is known; absent when there is none
 */
public record PlanSummary(
        int ready, int blocked, int refused, Unreadable unreadable, Optional<PlanItem.Saving> monthlySaving) {
    static final PlanSummary NOTHING = new PlanSummary(0, 0, 0, new Unreadable(0, 0), Optional.empty());

    /**
     * Keys of which nobody knows what would become of them.
     *
     * @param asPlanned they, or something that matters, could not be read for the plan
     * @param asScanned the filter asks for their usage, which the last scan could not read: they are in no item
     */
    public record Unreadable(int asPlanned, long asScanned) {
        Unreadable plusOne() {
            return new Unreadable(asPlanned + 1, asScanned);
        }
    }

    PlanSummary unjudged(long keys) {
        return new PlanSummary(ready, blocked, refused, new Unreadable(unreadable.asPlanned(), keys), monthlySaving);
    }

    PlanSummary plus(PlanItem item) {
        return switch (item) {
            case PlanItem.NotTaken(var _, Intake.Rejected.Unreadable _) ->
                new PlanSummary(ready, blocked, refused, unreadable.plusOne(), monthlySaving);
            case PlanItem.NotTaken _ -> new PlanSummary(ready, blocked, refused + 1, unreadable, monthlySaving);
            case PlanItem.Judged judged
            when judged.plan().blocked() -> new PlanSummary(ready, blocked + 1, refused, unreadable, monthlySaving);
            case PlanItem.Judged judged
            when !judged.plan().ready() ->
                new PlanSummary(ready, blocked, refused, unreadable.plusOne(), monthlySaving);
            case PlanItem.Judged judged ->
                new PlanSummary(ready + 1, blocked, refused, unreadable, together(judged.saving()));
        };
    }

    /** A ready family of unknown cost makes the sum the least it can be. */
    private Optional<PlanItem.Saving> together(Optional<PlanItem.Saving> one) {
        if (monthlySaving.isEmpty() || one.isEmpty()) {
            return monthlySaving
                    .or(() -> one)
                    .map(sum -> new PlanItem.Saving(
                            sum.monthly(), sum.currency(), sum.atLeast() || one.isEmpty() || ready > 0));
        }
        var sum = monthlySaving.get();
        return Optional.of(new PlanItem.Saving(
                sum.monthly().add(one.get().monthly()),
                sum.currency(),
                sum.atLeast() || one.get().atLeast()));
    }
}
