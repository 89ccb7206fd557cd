package dev.keysunset.watch.polling;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedStep.Patience;
import dev.keysunset.watch.polling.FeedStep.Reach;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the event history for one key after the other, as far as the lease reaches, those first of which the least was read. Every key
 * earns for itself: what of one cannot be read to its end costs the others nothing, and a key that comes or goes changes nothing.
 */
public final class KeyByKey {
    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(1);
    public static final Duration LONGEST_SPAN = Duration.ofDays(7);

    /** Of the lease that is left, so that one talkative key does not silence the others. */
    private static final int SHARE = 4;

    private final Trail trail;
    private final RecordReader reader;
    private final Patience patience;

    KeyByKey(Trail trail, RecordReader reader, Patience patience) {
        this.trail = trail;
        this.reader = reader;
        this.patience = patience;
    }

    /**
     * What one round brought.
     *
     * @param credited what was read of each key completely
     * @param trouble why that is not all, where it is not
     * @param cost keys that were read to their end, and the pages that took
     */
    public record Brought(
            Found found, Map<KeyArn, Coverage> credited, Optional<String> trouble, Cost cost, Next next) {}

    /** @param pages of all the keys together */
    public record Cost(int keys, int pages) {
        public Optional<Double> pagesAKey() {
            return keys == 0 ? Optional.empty() : Optional.of((double) pages / keys);
        }
    }

    /**
     * @param span how long a stretch may be asked for next time
     * @param caughtUp whether every key was read up to the present
     */
    public record Next(Duration span, boolean caughtUp) {}

    /** From where on something is missing of a key, and until when it matters. */
    private record Missing(KeyArn keyArn, Instant gap, Instant until) {}

    /** Empty where no key is to be asked for. */
    Optional<Brought> read(FeedClaim claim, List<WatchedKey> watched, Reach reach) {
        var missing = missing(claim, watched, reach.now());
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Round(claim, watched, reach).read(missing));
    }

    private static List<Missing> missing(FeedClaim claim, List<WatchedKey> watched, Instant now) {
        var byKey = claim.earned().byKey();
        var reachesBack = claim.foothold().reachesBack(now);
        var ofWatched = watched.stream()
                .filter(key -> byKey.usages().contains(key.keyUsage()))
                .flatMap(key -> missing(byKey, key.keyArn(), latest(key.span().since(), reachesBack), now));
        var ofCanaries = byKey.canaries().stream()
                .filter(called -> watched.stream().noneMatch(key -> asksFor(byKey, key, called)))
                .flatMap(key -> missing(
                        byKey,
                        key.keyArn(),
                        latest(key.called().from(), reachesBack),
                        earliest(key.called().to(), now)));
        return Stream.concat(ofWatched, ofCanaries)
                .sorted(Comparator.comparing(Missing::gap))
                .toList();
    }

    /** The canary's record is among what is asked for because the key is watched. */
    private static boolean asksFor(ByKey byKey, WatchedKey key, ByKey.CalledKey called) {
        return key.keyArn().equals(called.keyArn())
                && byKey.usages().contains(key.keyUsage())
                && !key.span().since().isAfter(called.first());
    }

    private static Stream<Missing> missing(ByKey byKey, KeyArn keyArn, Instant from, Instant to) {
        return from.isBefore(to)
                ? byKey
                        .read(keyArn)
                        .firstGap(new Interval(from, to))
                        .map(gap -> new Missing(keyArn, gap.from(), to))
                        .stream()
                : Stream.empty();
    }

    /** One poll's worth. */
    private final class Round {
        private final FeedClaim claim;
        private final Matches matches;
        private final Instant now;
        private final Instant until;
        private final Map<KeyArn, Coverage> credited = new HashMap<>();
        private final List<String> troubles = new ArrayList<>();
        private boolean tooMuch;
        private boolean caughtUp = true;
        private int keys;
        private int pages;

        private Round(FeedClaim claim, List<WatchedKey> watched, Reach reach) {
            this.claim = claim;
            this.matches = new Matches(reader, watched);
            this.now = reach.now();
            this.until = reach.until();
        }

        private Brought read(List<Missing> all) {
            for (var missing : all) {
                if (!inTime(until)) {
                    caughtUp = false;
                    break;
                }
                read(missing);
            }
            return new Brought(
                    Found.in(matches),
                    Map.copyOf(credited),
                    troubles.stream().findFirst(),
                    new Cost(keys, pages),
                    new Next(span(), caughtUp));
        }

        private void read(Missing missing) {
            var gap = missing.gap();
            var end = earliest(missing.until(), gap.plus(claim.earned().byKey().span()));
            // One lag further back than the gap: records arrive late, and out of order.
            var range = new Interval(gap.minus(patience.tempo().listening().lag()), end);
            var share = share();
            var question = new Pages.Question(claim.feed(), Trail.Query.of(missing.keyArn(), range));
            switch (Pages.read(trail, question, matches::add, () -> inTime(share))) {
                case Pages.Complete(var awsNow, var count) -> {
                    keys++;
                    pages += count;
                    caughtUp &= end.equals(missing.until());
                    credit(missing, end, awsNow);
                }
                case Pages.OutOfTime _ -> {
                    tooMuch = true;
                    caughtUp = false;
                    troubles.add("the pages of " + missing.keyArn() + " from " + range.from() + " to " + range.to()
                            + " outlast its share of the lease; asking for less");
                }
                case Pages.Failed(var _, var why) -> troubles.add(missing.keyArn() + ": " + why);
            }
        }

        private void credit(Missing missing, Instant end, Instant awsNow) {
            var complete = earliest(
                    end,
                    earliest(awsNow, now).minus(patience.tempo().listening().lag()));
            var gap = missing.gap();
            if (gap.isBefore(complete)) {
                claim.foothold()
                        .creditable(new Interval(gap, complete), now)
                        .map(interval -> new Coverage(List.of(interval)))
                        .ifPresent(read -> credited.merge(missing.keyArn(), read, Coverage::or));
            }
        }

        private Instant share() {
            var real = patience.clocks().real().now();
            return real.plus(Duration.between(real, until).dividedBy(SHARE));
        }

        private Duration span() {
            var span = claim.earned().byKey().span();
            if (tooMuch) {
                var half = span.dividedBy(2);
                return half.compareTo(SHORTEST_SPAN) < 0 ? SHORTEST_SPAN : half;
            }
            var doubled = span.multipliedBy(2);
            return doubled.compareTo(LONGEST_SPAN) > 0 ? LONGEST_SPAN : doubled;
        }

        private boolean inTime(Instant limit) {
            return patience.clocks().real().now().isBefore(limit);
        }
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
