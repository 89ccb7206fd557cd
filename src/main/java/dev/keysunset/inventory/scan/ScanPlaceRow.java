package dev.keysunset.inventory.scan;

import dev.keysunset.core.Place;
import dev.keysunset.inventory.scan.Scan.Keys;
import dev.keysunset.inventory.scan.Scan.Reason;
import dev.keysunset.inventory.scan.Scan.Skipped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One place of a scan as it stands. Read here; written by the statements of {@link ScanLedger}. */
@Entity
@Immutable
@Table(name = "inventory_scan_place")
class ScanPlaceRow {
    /** Of fewer keys the pace is chance. */
    private static final int ENOUGH = 20;

    @Id
    UUID id;

    @Column(name = "scan_id")
    UUID scanId;

    @Column(name = "account_id")
    String accountId;

    String region;

    @Enumerated(EnumType.STRING)
    ScanStep step;

    @Nullable
    String marker;

    int attempts;

    @Nullable
    @Column(name = "listed_at")
    Instant listedAt;

    @Nullable
    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "keys_listed")
    int keysListed;

    @Column(name = "keys_read")
    int keysRead;

    @Column(name = "keys_unreadable")
    int keysUnreadable;

    @Column(name = "keys_appeared")
    int keysAppeared;

    @Column(name = "keys_gone")
    int keysGone;

    @Column(name = "used_recently")
    int usedRecently;

    @Column(name = "aws_managed")
    int awsManaged;

    @Nullable
    @Column(name = "lease_token")
    UUID leaseToken;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    ScanPlaceRow() {}

    Place place() {
        return new Place(accountId, region);
    }

    ScanPosition position() {
        return new ScanPosition(step, Optional.ofNullable(marker), attempts);
    }

    Keys keys() {
        return new Keys(keysListed, keysRead, keysUnreadable, keysAppeared, keysGone);
    }

    List<Skipped> skipped() {
        return List.of(Skipped.of(Reason.USED_RECENTLY, usedRecently), Skipped.of(Reason.AWS_MANAGED, awsManaged));
    }

    /**
     * @param now of the database
     * @param perSecond keys that can be read a second at most
     */
    Optional<Duration> remaining(Instant now, double perSecond) {
        if (step != ScanStep.READING || listedAt == null) {
            return Optional.empty();
        }
        var left = Math.max(0, keysListed - keysRead);
        var elapsed = Duration.between(listedAt, now).toMillis();
        var millisPerKey = keysRead >= ENOUGH ? (double) elapsed / keysRead : 1000 / perSecond;
        return Optional.of(Duration.ofSeconds((long) Math.ceil(left * millisPerKey / 1000)));
    }
}
