package dev.keysunset.watch.feeds;

import dev.keysunset.core.Interval;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How far the closing sweep of a retirement has come. */
@Entity
@Table(name = "sweep")
class SweepRow {
    @Id
    @Column(name = "retirement_id")
    UUID retirementId;

    @Column(name = "swept_from")
    Instant sweptFrom;

    @Column(name = "swept_to")
    Instant sweptTo;

    Instant reached;

    @Column(name = "begun_at")
    Instant begunAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    SweepRow() {}

    SweepRow(UUID retirementId, SweepProgress progress) {
        this.retirementId = retirementId;
        this.sweptFrom = progress.range().from();
        this.sweptTo = progress.range().to();
        this.reached = progress.reached();
        this.begunAt = progress.at();
    }

    SweepProgress progress() {
        return new SweepProgress(new Interval(sweptFrom, sweptTo), reached, begunAt);
    }
}
