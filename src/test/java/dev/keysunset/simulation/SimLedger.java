package dev.keysunset.simulation;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedFooting;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.Sighting;
import dev.keysunset.core.Tampering;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.records.TamperingRecord;
import dev.keysunset.watch.records.WatchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watch's memory, in memory. */
final class SimLedger implements FeedLedger {
    private final World world;
    private final Map<Feed, Row> feeds = new LinkedHashMap<>();
    private final Map<UUID, List<Kept>> kept = new HashMap<>();
    private final List<Tampering> tamperings = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<UUID, SweepProgress> sweeps = new LinkedHashMap<>();

    private static final class Row {
        Coverage coverage = Coverage.NONE;
        Instant nextDueAt = World.START;
        Instant leasedUntil = Instant.MIN;
        Duration span = Duration.ofDays(2);
        Foothold foothold = Foothold.unseen("simulated");

        @Nullable
        UUID token;

        @Nullable
        String trouble;
    }

    SimLedger(World world) {
        this.world = world;
        world.feeds.feeds().forEach(feed -> feeds.put(feed, new Row()));
    }

    boolean anythingDue() {
        for (var row : feeds.values()) {
            if (due(row)) {
                return true;
            }
        }
        return false;
    }

    private boolean due(Row row) {
        return !row.nextDueAt.isAfter(world.now) && !row.leasedUntil.isAfter(world.now);
    }

    Instant nextDue() {
        var next = Instant.MAX;
        for (var row : feeds.values()) {
            var moment = SimStore.later(row.nextDueAt, row.leasedUntil);
            if (moment.isAfter(world.now) && moment.isBefore(next)) {
                next = moment;
            }
        }
        return next;
    }

    /** A record and when it was committed. */
    record Kept(WatchRecord record, Instant at) {}

    List<Kept> kept(UUID retirementId) {
        return kept.getOrDefault(retirementId, List.of());
    }

    List<Sighting> sightings(UUID retirementId) {
        return of(retirementId, WatchRecord.Kind.SIGHTING)
                .map(WatchRecord::asSighting)
                .toList();
    }

    @Override
    public List<FeedClaim> claimDue(int limit) {
        return feeds.entrySet().stream()
                .filter(feed -> due(feed.getValue()))
                .limit(limit)
                .map(feed -> {
                    var row = feed.getValue();
                    var token = world.nextId();
                    row.token = token;
                    row.leasedUntil = world.now.plus(World.LEASE);
                    return new FeedClaim(
                            feed.getKey(),
                            row.foothold,
                            row.coverage,
                            new FeedClaim.Lease(token, row.leasedUntil),
                            row.span);
                })
                .toList();
    }

    @Override
    public boolean record(FeedClaim claim, Polled polled) {
        world.store.failBefore();
        var row = Objects.requireNonNull(feeds.get(claim.feed()));
        if (!claim.lease().token().equals(row.token) || !row.leasedUntil.isAfter(world.now)) {
            return false;
        }
        keep(polled.found());
        world.store.canaries().receive(claim.feed(), polled.found().witness().echoes());
        polled.credited().ifPresent(interval -> {
            world.laws.onCredit(claim.feed(), interval);
            row.coverage = row.coverage.plus(interval);
        });
        row.trouble = polled.trouble().orElse(null);
        row.nextDueAt = polled.next().at();
        row.span = polled.next().span();
        row.token = null;
        row.leasedUntil = Instant.MIN;
        world.store.failAfter();
        return true;
    }

    @Override
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        var coverage = feeds.entrySet().stream()
                .filter(feed -> retirement.places().contains(feed.getKey().place()))
                .map(feed -> new FeedReport(
                        feed.getKey(),
                        world.feeds.reach(feed.getKey()),
                        evidence(feed.getKey(), feed.getValue(), watchedSince),
                        condition(feed.getValue())))
                .toList();
        var controls = of(retirement.id(), WatchRecord.Kind.CONTROL)
                .map(WatchRecord::asControl)
                .toList();
        return new WatchFacts(
                coverage,
                new WatchFacts.Seen(
                        sightings(retirement.id()),
                        controls,
                        world.store.canaries().usable(retirement)),
                world.store.canaries().reports(retirement),
                Optional.empty());
    }

    private FeedReport.Condition condition(Row row) {
        var kept = row.foothold
                .known()
                .map(footing -> world.now.minus(footing.retention()))
                .orElse(Instant.MIN);
        var stood = row.foothold.sound().map(Foothold.Sound::since).orElse(kept);
        return new FeedReport.Condition(Optional.ofNullable(row.trouble), SimStore.later(kept, stood));
    }

    /** A canary of before the watch began brackets its beginning. */
    private FeedReport.Evidence evidence(Feed feed, Row row, Instant watchedSince) {
        var since = watchedSince.minus(world.tempo.listening().canaries().interval());
        var concerned = feed.kind() == Feed.Kind.LOGS
                ? tamperings.stream()
                        .filter(tampering -> !tampering.at().isBefore(since))
                        .toList()
                : List.<Tampering>of();
        return new FeedReport.Evidence(row.coverage, world.store.canaries().received(feed, since), concerned);
    }

    @Override
    public Optional<FeedClaim> looked(FeedClaim claim, Foothold foothold) {
        var row = Objects.requireNonNull(feeds.get(claim.feed()));
        if (!claim.lease().token().equals(row.token) || !row.leasedUntil.isAfter(world.now)) {
            return Optional.empty();
        }
        row.foothold = foothold;
        return Optional.of(new FeedClaim(claim.feed(), foothold, row.coverage, claim.lease(), claim.span()));
    }

    @Override
    public List<FeedFooting> footings(Collection<Place> places) {
        return feeds.entrySet().stream()
                .filter(feed -> places.contains(feed.getKey().place()))
                .map(feed -> new FeedFooting(
                        feed.getKey(),
                        world.feeds.reach(feed.getKey()),
                        feed.getValue()
                                .foothold
                                .latest()
                                .map(Foothold.Look::answer)
                                .orElseGet(Reading.Absent::new)))
                .toList();
    }

    @Override
    public Optional<LookupReading> lookupAlone(Place place) {
        return Optional.empty();
    }

    @Override
    public Optional<SweepProgress> sweepOf(UUID retirementId) {
        return Optional.ofNullable(sweeps.get(retirementId));
    }

    @Override
    public void swept(UUID retirementId, SweepProgress progress, Found found) {
        world.store.failBefore();
        keep(found);
        world.store.canaries().surprise(found.witness().echoes());
        sweeps.put(retirementId, progress);
        world.laws.onSwept(retirementId, progress);
        world.store.failAfter();
    }

    @Override
    public boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
        return of(retirementId, WatchRecord.Kind.NOTE)
                .anyMatch(record -> record.keyArn().equals(keyArn)
                        && record.event().failure().isEmpty()
                        && record.event().time().isAfter(since));
    }

    private Stream<WatchRecord> of(UUID retirementId, WatchRecord.Kind kind) {
        return kept(retirementId).stream()
                .map(Kept::record)
                .filter(record -> record.kind() == kind)
                .sorted(Comparator.comparing(record -> record.event().time()));
    }

    /** Hands on the trail, whichever feed brought the record, concern every feed that reads what it delivers. */
    private void keep(Collection<TamperingRecord> records) {
        for (var record : records) {
            var event = record.call().event();
            if (identities.add(event.id())) {
                tamperings.add(new Tampering(event.time(), event.operation(), record.principal(), Optional.empty()));
            }
        }
    }

    private void keep(Found found) {
        keep(found.witness().tamperings());
        if (!found.quarantined().isEmpty()) {
            throw new AssertionError("the model writes readable records: " + found.quarantined());
        }
        var alarms = new ArrayList<WatchedKeys.Alarm>();
        for (var match : found.matches()) {
            var identity = match.retirementId() + " " + match.record().keyArn() + " "
                    + match.record().event().identity();
            if (identities.add(identity)) {
                kept.computeIfAbsent(match.retirementId(), _ -> new ArrayList<>())
                        .add(new Kept(match.record(), world.now));
                if (match.record().kind() != WatchRecord.Kind.NOTE) {
                    alarms.add(new WatchedKeys.Alarm(
                            match.retirementId(),
                            Optional.of(match.record().event().time())));
                }
            }
        }
        world.store.wake(alarms);
    }
}
