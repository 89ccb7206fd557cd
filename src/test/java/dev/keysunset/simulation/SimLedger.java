package dev.keysunset.simulation;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.Sighting;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.watch.FeedClaim;
import dev.keysunset.watch.FeedLedger;
import dev.keysunset.watch.Matches.Match;
import dev.keysunset.watch.WatchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The watch's memory, in memory. */
final class SimLedger implements FeedLedger {
    private final World world;
    private final Map<Feed, Row> feeds = new LinkedHashMap<>();
    private final List<Match> matches = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final Map<UUID, SweepProgress> sweeps = new LinkedHashMap<>();

    private static final class Row {
        Coverage coverage = Coverage.NONE;
        Instant nextDueAt = World.START;
        Instant leasedUntil = Instant.MIN;
        Duration span = Duration.ofDays(2);

        @Nullable
        UUID token;

        @Nullable
        String trouble;
    }

    SimLedger(World world) {
        this.world = world;
        world.aws.feeds().forEach(feed -> feeds.put(feed, new Row()));
    }

    boolean anythingDue(Instant now) {
        return due(now).findAny().isPresent();
    }

    Stream<Instant> dueMoments() {
        return feeds.values().stream().map(row -> SimStore.later(row.nextDueAt, row.leasedUntil));
    }

    List<Sighting> sightings(UUID retirementId) {
        return of(retirementId, WatchRecord.Kind.SIGHTING)
                .map(WatchRecord::asSighting)
                .toList();
    }

    private Stream<Map.Entry<Feed, Row>> due(Instant now) {
        return feeds.entrySet().stream()
                .filter(feed -> !feed.getValue().nextDueAt.isAfter(now)
                        && !feed.getValue().leasedUntil.isAfter(now));
    }

    @Override
    public List<FeedClaim> claimDue(int limit) {
        return due(world.now)
                .limit(limit)
                .map(feed -> {
                    var row = feed.getValue();
                    var token = world.nextId();
                    row.token = token;
                    row.leasedUntil = world.now.plus(World.LEASE);
                    return new FeedClaim(
                            feed.getKey(),
                            world.aws.configurationHash(feed.getKey()),
                            row.coverage,
                            new FeedClaim.Lease(token, row.leasedUntil),
                            row.span);
                })
                .toList();
    }

    @Override
    public boolean record(FeedClaim claim, Polled polled) {
        var row = Objects.requireNonNull(feeds.get(claim.feed()));
        if (!claim.lease().token().equals(row.token) || !row.leasedUntil.isAfter(world.now)) {
            return false;
        }
        keep(polled.found());
        polled.credited().ifPresent(interval -> {
            world.laws.onCredit(claim.feed(), interval);
            row.coverage = row.coverage.plus(interval);
        });
        row.trouble = polled.trouble().orElse(null);
        row.nextDueAt = polled.next().at();
        row.span = polled.next().span();
        row.token = null;
        row.leasedUntil = Instant.MIN;
        return true;
    }

    @Override
    public WatchFacts facts(Retirement retirement, Instant watchedSince) {
        var coverage = feeds.entrySet().stream()
                .filter(feed -> retirement.places().contains(feed.getKey().place()))
                .map(feed -> new WatchFacts.FeedCoverage(
                        feed.getKey(), feed.getValue().coverage, Optional.ofNullable(feed.getValue().trouble)))
                .toList();
        var controls = of(retirement.id(), WatchRecord.Kind.CONTROL)
                .map(WatchRecord::asControl)
                .toList();
        return new WatchFacts(coverage, sightings(retirement.id()), controls, Optional.empty());
    }

    @Override
    public Optional<SweepProgress> sweepOf(UUID retirementId) {
        return Optional.ofNullable(sweeps.get(retirementId));
    }

    @Override
    public void swept(UUID retirementId, SweepProgress progress, Found found) {
        keep(found);
        sweeps.put(retirementId, progress);
    }

    private Stream<WatchRecord> of(UUID retirementId, WatchRecord.Kind kind) {
        return matches.stream()
                .filter(match -> match.retirementId().equals(retirementId)
                        && match.record().kind() == kind)
                .map(Match::record)
                .sorted(Comparator.comparing(record -> record.event().time()));
    }

    private void keep(Found found) {
        if (!found.quarantined().isEmpty()) {
            throw new AssertionError("the model writes readable records: " + found.quarantined());
        }
        var woken = new TreeSet<UUID>();
        for (var match : found.matches()) {
            var identity = match.retirementId() + " " + match.record().keyArn() + " "
                    + match.record().event().identity();
            if (identities.add(identity)) {
                matches.add(match);
                if (match.record().kind() != WatchRecord.Kind.NOTE) {
                    woken.add(match.retirementId());
                }
            }
        }
        world.store.wake(woken);
    }
}
