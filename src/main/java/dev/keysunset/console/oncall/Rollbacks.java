package dev.keysunset.console.oncall;

import dev.keysunset.core.Advice;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.rollbacks.RecoveryAdvice;
import dev.keysunset.retirement.rollbacks.RollbackExplanations;
import dev.keysunset.retirement.rollbacks.RollbackExplanations.Explained;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.watch.sightings.RecordsResource;
import dev.keysunset.web.FrameworkProblems;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Gathers what is known of a rollback. */
@ApplicationScoped
class Rollbacks {
    private static final int A_SCREENFUL = 25;
    private static final int MOST_LINES = 1000;
    private static final String LATEST_RECORDS = "10";

    private final RollbackReviews reviews;
    private final RollbackExplanations explanations;
    private final RecoveryAdvice advice;
    private final RecordsResource records;
    private final Journals journals;

    /** What the retirement itself remembers. */
    @ApplicationScoped
    static class Journals {
        private final RetirementQueries queries;
        private final Documents documents;

        Journals(RetirementQueries queries, Documents documents) {
            this.queries = queries;
            this.documents = documents;
        }

        RetirementQueries queries() {
            return queries;
        }

        Documents documents() {
            return documents;
        }
    }

    Rollbacks(
            RollbackReviews reviews,
            RollbackExplanations explanations,
            RecoveryAdvice advice,
            RecordsResource records,
            Journals journals) {
        this.reviews = reviews;
        this.explanations = explanations;
        this.advice = advice;
        this.records = records;
        this.journals = journals;
    }

    Page<RollbacksPage.Item> page(RollbackFilter filter, Optional<String> cursor) {
        var found = reviews.list(filter, Position.parse(cursor), A_SCREENFUL + 1);
        var page = Page.of(found, A_SCREENFUL, RollbackReview::cursor);
        var retirements = journals.queries()
                .get(page.items().stream().map(RollbackReview::retirementId).toList());
        var calls = explanations.briefs(
                page.items().stream().map(RollbackReview::id).toList());
        return page.map(review -> new RollbacksPage.Item(
                review,
                Objects.requireNonNull(retirements.get(review.retirementId())),
                Objects.requireNonNull(calls.get(review.id()))));
    }

    RollbackReview required(UUID id) {
        return reviews.get(id).orElseThrow(() -> FrameworkProblems.unknown("/rollbacks/" + id));
    }

    RollbackPage.Subject subject(RollbackReview rollback) {
        var documents = journals.documents();
        return new RollbackPage.Subject(rollback, documents.of(documents.required(rollback.retirementId())));
    }

    Explained explained(UUID id) {
        return explanations.of(id).orElseThrow(() -> FrameworkProblems.unknown("/rollbacks/" + id));
    }

    Advice general() {
        return advice.general();
    }

    RollbackPage.Evidence evidence(RollbackReview rollback) {
        var sightings = records.list(
                rollback.retirementId(), Optional.of("SIGHTING"), Optional.empty(), Optional.of(LATEST_RECORDS));
        var opened = rollback.course().opened().at();
        var done = journals.queries().timeline(rollback.retirementId(), 0, MOST_LINES).stream()
                .filter(entry -> !entry.at().isBefore(opened));
        return new RollbackPage.Evidence(sightings.items(), RollbackPage.Deed.of(done));
    }
}
