package dev.keysunset.console.journey;

import dev.keysunset.console.Words;
import dev.keysunset.core.Sighting;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementQueries.TimelineEntry;
import dev.keysunset.retirement.view.RetirementView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers what is known of one retirement, and draws it. */
@ApplicationScoped
public class Journeys {
    private static final int MOST_LINES = 1000;
    private static final int MOST_ROLLBACKS = 20;

    private final RetirementQueries queries;
    private final RollbackReviews rollbacks;
    private final Documents documents;
    private final Clocks clocks;

    Journeys(RetirementQueries queries, RollbackReviews rollbacks, Documents documents, Clocks clocks) {
        this.queries = queries;
        this.rollbacks = rollbacks;
        this.documents = documents;
        this.clocks = clocks;
    }

    /** A retirement drawn, and the tables beside the drawing. */
    public record Journey(Picture picture, JourneyPage.Evidence evidence) {}

    public Journey of(RetirementView view) {
        var retirement = view.retirement();
        var seen = documents.seen(retirement);
        var history = queries.timeline(retirement.id(), 0, MOST_LINES);
        var approvals = queries.approvals(retirement.id());
        var effects = queries.effects(retirement.id());
        var subject = new Drawing.Subject(
                view,
                history,
                seen,
                approvals,
                effects,
                Documents.watchedSince(retirement),
                clocks.domain().now());
        var evidence = new JourneyPage.Evidence(
                latestFirst(history, Comparator.comparingInt(TimelineEntry::seq)),
                latestFirst(
                        approvals,
                        Comparator.comparing(
                                (ApprovalView given) -> given.approval().at())),
                effects.reversed().stream().map(EffectLine::of).toList(),
                new JourneyPage.Sightings(
                        latestFirst(seen.sightings(), Comparator.comparing(Sighting::eventTime)),
                        seen.seen().leftOut()),
                rollbacks.list(RollbackFilter.of(retirement.id()), Optional.empty(), MOST_ROLLBACKS));
        return new Journey(Drawing.of(subject), evidence);
    }

    /** How long until AWS deletes, or the window closes. */
    public Optional<String> countdown(RetirementView view) {
        var now = clocks.domain().now();
        return view.deletionDate()
                .or(() -> view.window().map(window -> window.closesAt()))
                .map(end -> Duration.between(now, end))
                .map(left -> left.isPositive() ? "in " + Words.span(left) : Words.span(left) + " ago");
    }

    private static <T> List<T> latestFirst(List<T> items, Comparator<T> order) {
        return items.stream().sorted(order.reversed()).toList();
    }
}
