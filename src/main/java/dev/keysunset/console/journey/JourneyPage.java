package dev.keysunset.console.journey;

import dev.keysunset.console.Frame;
import dev.keysunset.core.Sighting;
import dev.keysunset.retirement.api.RetirementDocument;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.view.RetirementQueries.TimelineEntry;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * One retirement.
 *
 * @param moved it has changed since the page was opened that asks for this part of it
 */
public record JourneyPage(
        Frame frame,
        RetirementDocument retirement,
        Picture picture,
        Optional<String> countdown,
        boolean moved,
        Evidence evidence,
        Actions.Offer actions)
        implements TemplateInstance {

    /** What stands in the tables, the latest first. */
    public record Evidence(
            List<TimelineEntry> history,
            List<ApprovalView> approvals,
            List<EffectLine> effects,
            Sightings sightings,
            List<RollbackReview> rollbacks) {}

    /** @param leftOut how many between the first and the latest are not listed */
    public record Sightings(List<Sighting> listed, long leftOut) {}
}
