package dev.keysunset.watch.feeds;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.WatchFacts.Seen;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.Watch;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedStep;
import dev.keysunset.watch.polling.Foothold;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ledger in PostgreSQL. Coverage is committed in the transaction that holds the sightings it brought. */
@ApplicationScoped
class FeedLedgerStore implements FeedLedger {
    private final FeedRows feeds;
    private final Evidence evidence;
    private final Trail trail;
    private final FeedStep.Patience patience;

    /** What was read, what it brought, and what both show together. */
    @ApplicationScoped
    static class Evidence {
        private final Earnings earnings;
        private final WatchEvidence brought;
        private final FeedReports reports;

        Evidence(Earnings earnings, WatchEvidence brought, FeedReports reports) {
            this.earnings = earnings;
            this.brought = brought;
            this.reports = reports;
        }

        Earnings earnings() {
            return earnings;
        }

        WatchEvidence brought() {
            return brought;
        }

        FeedReports reports() {
            return reports;
        }
    }

    FeedLedgerStore(FeedRows feeds, Evidence evidence, Trail trail, FeedStep.Patience patience) {
        this.feeds = feeds;
        this.evidence = evidence;
        this.trail = trail;
        this.patience = patience;
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
        var claimedAt = patience.clocks().real().now();
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
        feeds.spend(row);
        row.leaseToken = null;
        row.leasedUntil = null;
        if (row.kind.pulls()) {
            // How a queue fares is told by those who listen to it.
            row.trouble = polled.trouble().orElse(null);
            row.polled(polled.trouble().isEmpty());
        }
        var now = patience.clocks().domain().now();
        if (row.kind.pulls() && polled.trouble().isEmpty()) {
            row.lastSuccessAt = now;
        }
        row.cost(polled.history(), now);
        feeds.flush();
        evidence.brought().polled(row, claim.configurationHash(), polled.found());
        polled.history()
                .byKey()
                .ifPresent(brought ->
                        evidence.brought().polled(row, LookupReadings.hash(claim.foothold()), brought.found()));
        evidence.earnings().credit(row, claim.foothold(), polled);
        return true;
    }

    @Override
    @Transactional
    public Optional<FeedClaim> looked(FeedClaim claim, Foothold foothold) {
        return feeds.leased(claim).map(row -> {
            feeds.keep(row, foothold);
            return claim.standingOn(foothold, evidence.earnings().of(row, foothold));
        });
    }

    @Override
    @Transactional
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        return Objects.requireNonNull(
                facts(List.of(new Watch.Asked(retirement, watchedSince))).get(retirement.id()));
    }

    @Override
    @Transactional
    public Map<UUID, WatchFacts> facts(List<Watch.Asked> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        // A canary of before the watch began brackets its beginning.
        var reading = evidence.reports()
                .reading(asked, patience.tempo().listening().canaries().interval());
        var seen = evidence.brought()
                .seen(asked.stream().map(one -> one.retirement().id()).toList());
        var canaries = new HashMap<CallClass, CanaryReport>();
        return asked.stream()
                .map(Watch.Asked::retirement)
                .collect(Collectors.toMap(
                        Retirement::id,
                        retirement -> new WatchFacts(
                                pulling(retirement.places())
                                        .flatMap(feed -> reading.of(feed, retirement))
                                        .toList(),
                                seen.getOrDefault(retirement.id(), Seen.NOTHING),
                                retirement.callClasses().stream()
                                        .map(calls -> canaries.computeIfAbsent(calls, evidence.brought()::canary))
                                        .toList(),
                                Optional.empty())));
    }

    @Override
    @Transactional
    public List<FeedFooting> footings(Collection<Place> places) {
        return reaching(places).map(this::footing).toList();
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
        evidence.brought().swept(found);
        database().merge(new SweepRow(retirementId, progress));
    }

    @Override
    @Transactional
    public boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
        return evidence.brought().servedSince(retirementId, keyArn, since);
    }

    @Override
    @Transactional
    public Optional<LookupReading> lookupAlone(Place place) {
        return feeds.of(new Feed(place, Feed.Kind.LOOKUP)).flatMap(evidence.earnings()::lookupAlone);
    }

    private Stream<Feed> pulling(Collection<Place> places) {
        return reaching(places).filter(feed -> feed.kind().pulls());
    }

    private Stream<Feed> reaching(Collection<Place> places) {
        return trail.feeds().stream().filter(feed -> !Collections.disjoint(trail.reach(feed), places));
    }

    private FeedFooting footing(Feed feed) {
        var last = feeds.of(feed)
                .flatMap(row ->
                        feeds.foothold(row, trail.configurationHash(feed)).latest())
                .map(Foothold.Look::answer)
                .orElseGet(Reading.Absent::new);
        return new FeedFooting(feed, trail.reach(feed), last);
    }

    private FeedClaim claim(FeedRow row, Instant leaseEnds) {
        var foothold = feeds.foothold(row, row.configurationHash);
        return new FeedClaim(
                row.feed(),
                foothold,
                evidence.earnings().of(row, foothold),
                new FeedClaim.Lease(Objects.requireNonNull(row.leaseToken), leaseEnds),
                Duration.ofSeconds(row.spanSeconds));
    }

    private EntityManager database() {
        return feeds.getEntityManager();
    }
}
