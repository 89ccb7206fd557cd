package dev.keysunset.watch.feeds;

import dev.keysunset.core.Interval;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One gapless stretch that a feed has read completely under one configuration: of everything, or of one key alone. */
@Entity
@Table(name = "coverage")
class CoverageRow {
    @EmbeddedId
    Key key;

    @Column(name = "covered_to")
    Instant coveredTo;

    /** @param keyArn empty where everything was read */
    @Embeddable
    record Key(
            @Column(name = "feed_id") UUID feedId,
            @Column(name = "configuration_hash") String configurationHash,
            @Column(name = "key_arn") String keyArn,
            @Column(name = "covered_from") Instant coveredFrom) {}

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CoverageRow() {}

    CoverageRow(UUID feedId, String configurationHash, String keyArn, Interval interval) {
        this.key = new Key(feedId, configurationHash, keyArn, interval.from());
        this.coveredTo = interval.to();
    }

    Interval interval() {
        return new Interval(key.coveredFrom(), coveredTo);
    }
}
