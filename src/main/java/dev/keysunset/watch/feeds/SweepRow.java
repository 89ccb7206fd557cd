package dev.keysunset.watch.feeds;

import dev.keysunset.core.Interval;
import dev.keysunset.watch.polling.FeedLedger.Bookmark;
import dev.keysunset.watch.polling.FeedLedger.SweepProgress;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    @Nullable
    String asked;

    int answered;

    @Nullable
    String page;

    @Column(name = "read_at")
    Instant readAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    SweepRow() {}

    SweepRow(UUID retirementId, SweepProgress progress) {
        this.retirementId = retirementId;
        this.sweptFrom = progress.range().from();
        this.sweptTo = progress.range().to();
        this.reached = progress.reached();
        this.asked = progress.bookmark().map(Bookmark::asked).orElse(null);
        this.answered = progress.bookmark().map(Bookmark::answered).orElse(0);
        this.page = progress.bookmark().flatMap(Bookmark::page).orElse(null);
        this.readAt = progress.readAt();
    }

    SweepProgress progress() {
        var bookmark = Optional.ofNullable(asked)
                .map(questions -> new Bookmark(questions, answered, Optional.ofNullable(page)));
        return new SweepProgress(new Interval(sweptFrom, sweptTo), reached, bookmark, readAt);
    }
}
