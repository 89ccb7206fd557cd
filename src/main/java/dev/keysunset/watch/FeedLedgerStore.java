package dev.keysunset.watch;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.WatchFacts.FeedCoverage;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The ledger in PostgreSQL. Coverage is committed in the transaction that holds the sightings it brought. */
@ApplicationScoped
class FeedLedgerStore implements FeedLedger {
    private final FeedRows feeds;
    private final CoverageRows coverage;
    private final WatchRecords records;
    private final Trail trail;
    private final Clocks clocks;

    FeedLedgerStore(FeedRows feeds, CoverageRows coverage, WatchRecords records, Trail trail, Clocks clocks) {
        this.feeds = feeds;
        this.coverage = coverage;
        this.records = records;
        this.trail = trail;
        this.clocks = clocks;
    }

    /** Once: the configuration does not change while the service runs. */
    @Transactional
    void begin(@Observes StartupEvent started) {
        trail.feeds().forEach(feed -> feeds.ensure(feed, trail.configurationHash(feed)));
    }

    @Override
    @Transactional
    public List<FeedClaim> claimDue(int limit) {
        // Taken before the query, so that our idea of the lease's end is never later than the database's.
        var claimedAt = clocks.real().now();
        return feeds.claimDue(limit).stream()
                .map(row -> claim(row, claimedAt.plus(feeds.lease())))
                .toList();
    }

    @Override
    @Transactional
    public boolean record(FeedClaim claim, Polled polled) {
        var leased = feeds.leased(claim);
        if (leased.isEmpty()) {
            return false;
        }
        var row = leased.get();
        row.nextDueAt = polled.next().at();
        row.spanSeconds = polled.next().span().toSeconds();
        row.trouble = polled.trouble().orElse(null);
        row.leaseToken = null;
        row.leasedUntil = null;
        if (polled.trouble().isEmpty()) {
            row.lastSuccessAt = clocks.domain().now();
        }
        feeds.flush();
        records.keep(polled.found());
        polled.credited().ifPresent(interval -> coverage.credit(row.id, claim.configurationHash(), interval));
        return true;
    }

    @Override
    @Transactional
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        var read = trail.feeds().stream()
                .filter(feed -> retirement.places().contains(feed.place()))
                .map(this::coverageOf)
                .toList();
        return new WatchFacts(
                read, records.sightings(retirement.id()), records.controls(retirement.id()), Optional.empty());
    }

    @Override
    @Transactional
    public Optional<SweepProgress> sweepOf(UUID retirementId) {
        return Optional.ofNullable(database().find(SweepRow.class, retirementId))
                .map(SweepRow::progress);
    }

    @Override
    @Transactional
    public void swept(UUID retirementId, SweepProgress progress, Found found) {
        records.keep(found);
        database().merge(new SweepRow(retirementId, progress));
    }

    private FeedCoverage coverageOf(Feed feed) {
        return feeds.of(feed)
                .map(row -> new FeedCoverage(
                        feed, coverage.of(row.id, trail.configurationHash(feed)), Optional.ofNullable(row.trouble)))
                .orElseGet(() -> new FeedCoverage(feed, Coverage.NONE, Optional.of("not polled yet")));
    }

    private FeedClaim claim(FeedRow row, Instant leaseEnds) {
        return new FeedClaim(
                row.feed(),
                row.configurationHash,
                coverage.of(row.id, row.configurationHash),
                new FeedClaim.Lease(Objects.requireNonNull(row.leaseToken), leaseEnds),
                Duration.ofSeconds(row.spanSeconds));
    }

    private EntityManager database() {
        return feeds.getEntityManager();
    }
}
