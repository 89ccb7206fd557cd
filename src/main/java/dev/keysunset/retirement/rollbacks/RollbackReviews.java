package dev.keysunset.retirement.rollbacks;

import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.timeline.Timeline;
import dev.keysunset.web.Position;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rollbacks, reviewed by on-call: assigned to a person, seen, and resolved once what needed the key is known and well. */
@ApplicationScoped
public class RollbackReviews {
    private final RollbackEventRows events;
    private final Timeline timeline;
    private final RetirementRows retirements;
    private final StuckRollbacks stuck;
    private final Clocks clocks;

    RollbackReviews(
            RollbackEventRows events,
            Timeline timeline,
            RetirementRows retirements,
            StuckRollbacks stuck,
            Clocks clocks) {
        this.events = events;
        this.timeline = timeline;
        this.retirements = retirements;
        this.stuck = stuck;
        this.clocks = clocks;
    }

    /** What became of a review. Only {@link Done} has changed anything. */
    public sealed interface Reviewed {
        record Done(RollbackReview review) implements Reviewed {}

        record NotFound(UUID rollbackId) implements Reviewed {}

        record NotPossible(String because, String remedy) implements Reviewed {}
    }

    /** Latest first. */
    @Transactional
    public List<RollbackReview> list(RollbackFilter filter, Optional<Position> after, int limit) {
        var conditions = new ArrayList<>(List.of("true"));
        var parameters = new HashMap<String, Object>();
        filter.retirementId().ifPresent(id -> {
            conditions.add("retirementId = :retirement");
            parameters.put("retirement", id);
        });
        filter.assignee().ifPresent(person -> {
            conditions.add("assignedTo = :assignee");
            parameters.put("assignee", person);
        });
        if (filter.unresolvedOnly()) {
            conditions.add("resolvedAt is null");
        }
        after.ifPresent(position -> {
            conditions.add("(openedAt < :at or openedAt = :at and id < :id)");
            parameters.put("at", position.at());
            parameters.put("id", position.id());
        });
        return events
                .find(String.join(" and ", conditions) + " order by openedAt desc, id desc", parameters)
                .page(Page.ofSize(limit))
                .list()
                .stream()
                .map(this::view)
                .toList();
    }

    /** How many nobody has resolved. */
    @Transactional
    public long unresolved() {
        return events.count("resolvedAt is null");
    }

    @Transactional
    public Optional<RollbackReview> get(UUID rollbackId) {
        return events.findByIdOptional(rollbackId).map(this::view);
    }

    @Transactional
    public Reviewed acknowledge(UUID rollbackId, String by) {
        return review(rollbackId)
                .map(event -> acknowledge(event, by))
                .orElseGet(() -> new Reviewed.NotFound(rollbackId));
    }

    /** Gives it to a person, whoever had it before. Acknowledging it is still theirs to do. */
    @Transactional
    public Reviewed assign(UUID rollbackId, String to, String by) {
        return review(rollbackId)
                .map(event -> assign(event, to, by))
                .orElseGet(() -> new Reviewed.NotFound(rollbackId));
    }

    /** Adds what somebody on call has found out; resolved ones can be added to as well. */
    @Transactional
    public Reviewed comment(UUID rollbackId, String by, String comment) {
        return review(rollbackId)
                .<Reviewed>map(event -> told(event, Timeline.Line.of(Timeline.Kind.ROLLBACK_COMMENTED, by, comment)))
                .orElseGet(() -> new Reviewed.NotFound(rollbackId));
    }

    /** Closes the review of a rollback that has ended. */
    @Transactional
    public Reviewed resolve(UUID rollbackId, RollbackReview.Conclusion found) {
        return review(rollbackId)
                .map(event -> resolve(event, found))
                .orElseGet(() -> new Reviewed.NotFound(rollbackId));
    }

    private Reviewed acknowledge(RollbackEventRow event, String by) {
        if (event.acknowledgedAt != null) {
            return new Reviewed.NotPossible(
                    event.acknowledgedBy + " has acknowledged it already.", "Resolve it once the cause is known.");
        }
        events.acknowledge(event, by, clocks.domain().now());
        return told(event, Timeline.Line.of(Timeline.Kind.ROLLBACK_ACKNOWLEDGED, by, "The rollback was acknowledged."));
    }

    private Reviewed assign(RollbackEventRow event, String to, String by) {
        if (event.resolvedAt != null) {
            return new Reviewed.NotPossible(event.resolvedBy + " has resolved it already.", "None needed.");
        }
        if (to.equals(event.assignedTo)) {
            return new Reviewed.NotPossible(to + " has it already.", "None needed.");
        }
        events.assign(event, to, by, clocks.domain().now());
        return told(
                event,
                Timeline.Line.of(Timeline.Kind.ROLLBACK_ASSIGNED, by, "The rollback was assigned to " + to + "."));
    }

    private Reviewed resolve(RollbackEventRow event, RollbackReview.Conclusion found) {
        if (event.closedAt == null) {
            return new Reviewed.NotPossible(
                    "Members are still being restored.", "Acknowledge it; resolve it once the rollback has ended.");
        }
        if (event.resolvedAt != null) {
            return new Reviewed.NotPossible(event.resolvedBy + " has resolved it already.", "None needed.");
        }
        events.resolve(event, found, clocks.domain().now());
        return told(event, Timeline.Line.of(Timeline.Kind.ROLLBACK_RESOLVED, found.by(), found.told()));
    }

    private Reviewed told(RollbackEventRow event, Timeline.Line line) {
        timeline.append(event.retirementId, clocks.domain().now(), line);
        return new Reviewed.Done(view(event));
    }

    /** The retirement's row is locked before, as for every line of its timeline. */
    private Optional<RollbackEventRow> review(UUID rollbackId) {
        return events.findByIdOptional(rollbackId)
                .flatMap(event -> retirements.locked(event.retirementId))
                .map(_ -> events.findById(rollbackId))
                .map(event -> {
                    events.getEntityManager().refresh(event);
                    return event;
                });
    }

    private RollbackReview view(RollbackEventRow row) {
        return new RollbackReview(
                row.id,
                row.retirementId,
                new RollbackReview.Course(
                        new RollbackReview.Opened(row.openedAt, row.because, row.detail), ended(row), stuck(row)),
                new RollbackReview.Review(
                        assigned(row),
                        acknowledged(row.acknowledgedBy, row.acknowledgedAt),
                        resolved(row),
                        row.version));
    }

    private Optional<RollbackReview.Stuck> stuck(RollbackEventRow row) {
        return row.stuckSince == null || row.stuckBecause == null
                ? Optional.empty()
                : Optional.of(
                        new RollbackReview.Stuck(row.stuckSince, row.stuckBecause, stuck.commands(row.retirementId)));
    }

    private static Optional<RollbackReview.Ended> ended(RollbackEventRow row) {
        return row.closedAt == null || row.outcome == null || row.outcomeDetail == null
                ? Optional.empty()
                : Optional.of(new RollbackReview.Ended(row.closedAt, row.outcome, row.outcomeDetail));
    }

    private static Optional<RollbackReview.Assignment> assigned(RollbackEventRow row) {
        return row.assignedTo == null || row.assignedBy == null || row.assignedAt == null
                ? Optional.empty()
                : Optional.of(new RollbackReview.Assignment(row.assignedTo, row.assignedBy, row.assignedAt));
    }

    private static Optional<RollbackReview.Step> acknowledged(@Nullable String by, @Nullable Instant at) {
        return by == null || at == null ? Optional.empty() : Optional.of(new RollbackReview.Step(by, at));
    }

    private static Optional<RollbackReview.Resolution> resolved(RollbackEventRow row) {
        return row.resolvedBy == null || row.resolvedAt == null || row.resolution == null
                ? Optional.empty()
                : Optional.of(new RollbackReview.Resolution(
                        row.resolvedBy, row.resolvedAt, Optional.ofNullable(row.rootCause), row.resolution));
    }
}
