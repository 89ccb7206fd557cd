package dev.keysunset.watch.feeds;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.Coverage;
import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LookupBudget;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Quotas;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.canaries.CanaryClassRow;
import dev.keysunset.watch.canaries.CanaryClassRows;
import dev.keysunset.watch.canaries.CanaryOutcomeRow;
import dev.keysunset.watch.canaries.CanaryRow;
import dev.keysunset.watch.polling.ByKey;
import dev.keysunset.watch.polling.ByKey.CalledKey;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.Foothold;
import dev.keysunset.watch.polling.WatchSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * How the event history of each place is read: whole, or key by key for those classes of calls whose canaries are found under their
 * key. Joins the caller's transaction.
 */
@ApplicationScoped
class LookupReadings {
    private static final Logger LOG = Logger.getLogger(LookupReadings.class);

    /** Canaries come every hour; one that is late is not missed at once. */
    private static final int CANARIES_MISSED = 3;

    private static final String CALLED = """
        select c.key_arn, min(c.intended_at), max(c.intended_at)
        from canary c join canary_class k on k.id = c.class_id
        where k.account_id = :account and k.region = :region and k.by_key and c.intended_at >= :since
        group by c.key_arn
        """;

    /** The latest canary that AWS refused as it must and has had the time to come back. */
    private static final String LATEST = """
        select c from CanaryRow c join CanaryOutcomeRow o on o.canaryId = c.id
        where c.classId = :classId and o.kind = :failed and c.intendedAt < :due
        order by c.intendedAt desc limit 1
        """;

    private static final String RECEIVED = """
        select count(r) from CanaryReceptionRow r join CanaryRow c on c.id = r.key.canaryId
        where r.key.feedId = :feed and r.key.configurationHash = :hash and c.classId = :classId and c.intendedAt >= :since
        """;

    private static final String SETTLE = """
        update canary_class set by_key = :byKey, tried_until = :triedUntil where id = :id
        """;

    private final CanaryClassRows classes;
    private final CoverageRows coverage;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final Budgets budgets;

    /** What reading may cost, and the time. */
    @ApplicationScoped
    static class Budgets {
        private final Quotas quotas;
        private final WatchSettings settings;
        private final Tempo tempo;
        private final Clocks clocks;

        Budgets(Quotas quotas, WatchSettings settings, Tempo tempo, Clocks clocks) {
            this.quotas = quotas;
            this.settings = settings;
            this.tempo = tempo;
            this.clocks = clocks;
        }

        LookupBudget of(Feed feed) {
            var listening = tempo.listening();
            var callsASecond = quotas.allowances(feed).stream()
                    .mapToDouble(Quotas.Allowance::ownLimit)
                    .min()
                    .orElseThrow(() -> new IllegalStateException("nothing limits the calls of " + feed));
            return new LookupBudget(
                    callsASecond,
                    FeedClaim.Lease.readingTime(settings.lease()),
                    listening.lag(),
                    listening.pollInterval());
        }

        Instant now() {
            return clocks.domain().now();
        }

        /** Canaries called before are in the event history by now. */
        Instant delivered() {
            return ByKey.lastToBeRecordedBy(now().minus(tempo.listening().lag()));
        }

        Duration canaryInterval() {
            return tempo.listening().canaries().interval();
        }

        Instant missedSince() {
            return now().minus(tempo.listening().canaries().every().multipliedBy(CANARIES_MISSED));
        }
    }

    LookupReadings(
            CanaryClassRows classes, CoverageRows coverage, Trail trail, WatchedKeys watchedKeys, Budgets budgets) {
        this.classes = classes;
        this.coverage = coverage;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.budgets = budgets;
    }

    /** Under which configuration keys are asked for one by one; what is read so proves nothing of the place as a whole. */
    static String hash(Foothold foothold) {
        return foothold.configurationHash() + ":ResourceName";
    }

    /** Whether nothing else proves anything of the place: only then is it worth to ask for single keys. */
    boolean alone(Feed feed) {
        return feed.kind() == Feed.Kind.LOOKUP
                && trail.feeds().contains(feed)
                && trail.feeds().stream()
                                .filter(other -> other.kind().pulls()
                                        && trail.reach(other).contains(feed.place()))
                                .count()
                        == 1;
    }

    LookupReading of(FeedRow row) {
        return of(row, usagesByKey(row.feed()));
    }

    private LookupReading of(FeedRow row, SortedSet<String> usagesByKey) {
        var feed = row.feed();
        return new LookupReading(feed.place(), usagesByKey, row.measured(), row.pagesAKey, budgets.of(feed));
    }

    /** Of those that are event histories. */
    Map<Feed, LookupReading> of(Collection<FeedRow> rows) {
        var byKey = classes.find("byKey").stream()
                .map(CanaryClassRow::calls)
                .collect(Collectors.groupingBy(
                        CallClass::place,
                        Collectors.mapping(CallClass::keyUsage, Collectors.toCollection(TreeSet::new))));
        return rows.stream()
                .filter(row -> row.kind == Feed.Kind.LOOKUP)
                .collect(Collectors.toMap(
                        FeedRow::feed,
                        row -> of(
                                row,
                                alone(row.feed())
                                        ? byKey.getOrDefault(row.feed().place(), new TreeSet<>())
                                        : Collections.emptySortedSet())));
    }

    /** The key usages whose keys are asked for one by one. */
    SortedSet<String> usagesByKey(Feed feed) {
        return alone(feed)
                ? classesAt(feed.place())
                        .filter(calls -> calls.byKey)
                        .map(calls -> calls.keyUsage)
                        .collect(Collectors.toCollection(TreeSet::new))
                : Collections.emptySortedSet();
    }

    /** Whether the canaries of the past were read under their keys as well: a part of them would look like a hole. */
    boolean canariesRead(FeedRow row, Foothold foothold) {
        var read = coverage.byKey(row.id, hash(foothold));
        var delivered = budgets.delivered();
        return called(row.feed().place())
                .filter(key -> key.first().isBefore(delivered))
                .allMatch(key -> !read.getOrDefault(key.keyArn(), Coverage.NONE)
                        .watermark(key.first())
                        .isBefore(key.last().isBefore(delivered) ? key.last() : delivered));
    }

    /** What is to be asked for key by key. */
    ByKey byKey(FeedRow row, Foothold foothold) {
        if (!alone(row.feed())) {
            return ByKey.NONE;
        }
        var reading = of(row);
        var trials = reading.busy(budgets.now()) ? trials(row.feed().place()) : Stream.<CalledKey>empty();
        return new ByKey(
                reading.byKey(),
                Stream.concat(called(row.feed().place()), trials).toList(),
                coverage.byKey(row.id, hash(foothold)),
                Duration.ofSeconds(row.keySpanSeconds));
    }

    /** Decides by what the polls so far have brought how each class is read from now on. */
    void settle(FeedRow row, Foothold foothold) {
        if (!alone(row.feed())) {
            return;
        }
        var busy = of(row).busy(budgets.now());
        classesAt(row.feed().place())
                .filter(calls -> calls.nextDueAt != null)
                .toList()
                .forEach(calls -> latest(calls)
                        .filter(canary -> asked(row, foothold, canary))
                        .ifPresent(canary -> settle(row, foothold, calls, canary, busy)));
    }

    private void settle(FeedRow row, Foothold foothold, CanaryClassRow calls, CanaryRow canary, boolean busy) {
        var found = received(row, foothold, calls, canary.intendedAt);
        var byKey = calls.byKey ? found || received(row, foothold, calls, budgets.missedSince()) : found && busy;
        if (byKey != calls.byKey) {
            LOG.infof(
                    "feed=\"%s\" usage=%s is read %s from now on: the canary of %s was %s under its key",
                    row.feed(),
                    calls.keyUsage,
                    byKey ? "key by key" : "whole",
                    canary.intendedAt,
                    found ? "found" : "not found");
        }
        classes.getEntityManager()
                .createNativeQuery(SETTLE)
                .setParameter("byKey", byKey)
                .setParameter("triedUntil", canary.intendedAt)
                .setParameter("id", calls.id)
                .executeUpdate();
    }

    /** All keys whose canaries a window of now may need, whoever they belong to by now. */
    private Stream<CalledKey> called(Place place) {
        var since = watchedKeys.at(List.of(place)).stream()
                .map(key -> key.span().since().minus(budgets.canaryInterval()))
                .min(Instant::compareTo)
                .orElse(budgets.now());
        List<?> rows = classes.getEntityManager()
                .createNativeQuery(CALLED)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("since", since)
                .getResultList();
        return rows.stream().map(row -> called((Object[]) row));
    }

    private static CalledKey called(Object[] row) {
        return new CalledKey(KeyArn.of((String) row[0]), (Instant) row[1], (Instant) row[2]);
    }

    /** One canary of each class that is read whole, to find out whether it could be asked for by its key. */
    private Stream<CalledKey> trials(Place place) {
        return classesAt(place)
                .filter(calls -> !calls.byKey && calls.nextDueAt != null)
                .flatMap(calls -> latest(calls)
                        .filter(canary -> calls.triedUntil == null || canary.intendedAt.isAfter(calls.triedUntil))
                        .stream())
                .map(canary -> new CalledKey(KeyArn.of(canary.keyArn), canary.intendedAt, canary.intendedAt));
    }

    private boolean asked(FeedRow row, Foothold foothold, CanaryRow canary) {
        var read = coverage.of(row.id, hash(foothold), KeyArn.of(canary.keyArn));
        return !read.watermark(canary.intendedAt).isBefore(ByKey.recordedBy(canary.intendedAt));
    }

    private Optional<CanaryRow> latest(CanaryClassRow calls) {
        return classes.getEntityManager()
                .createQuery(LATEST, CanaryRow.class)
                .setParameter("classId", calls.id)
                .setParameter("failed", CanaryOutcomeRow.Kind.FAILED)
                .setParameter("due", budgets.delivered())
                .getResultStream()
                .findFirst();
    }

    private boolean received(FeedRow row, Foothold foothold, CanaryClassRow calls, Instant since) {
        return classes.getEntityManager()
                        .createQuery(RECEIVED, Long.class)
                        .setParameter("feed", row.id)
                        .setParameter("hash", hash(foothold))
                        .setParameter("classId", calls.id)
                        .setParameter("since", since)
                        .getSingleResult()
                > 0;
    }

    private Stream<CanaryClassRow> classesAt(Place place) {
        return classes.find("accountId = ?1 and region = ?2", place.accountId(), place.region()).stream();
    }
}
