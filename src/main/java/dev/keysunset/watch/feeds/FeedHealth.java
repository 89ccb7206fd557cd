package dev.keysunset.watch.feeds;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.LookupReading;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tampering;
import dev.keysunset.watch.polling.Foothold;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * How well one feed sees.
 *
 * @param reach the places whose records pass through it
 */
record FeedHealth(Feed feed, SortedSet<Place> reach, Sight sight, Polls polls, Support support) {

    /**
     * What it has read; all of it empty while no key in its reach is watched, or when it cannot be asked for a stretch of time.
     *
     * @param watermark until when it was read without a gap, from where the watch began or as far back as it reaches
     * @param lag how old the watermark is
     * @param gaps what it has not read between the stretches that it has
     * @param canary the latest canary that came back through it as it is configured now
     */
    record Sight(
            Optional<Instant> watermark, Optional<Duration> lag, List<Interval> gaps, Optional<CanaryTrip> canary) {
        /** Of both, whatever is worse. */
        Sight and(Sight other) {
            var worse = watermark.orElse(Instant.MAX).isAfter(other.watermark().orElse(Instant.MAX)) ? other : this;
            return new Sight(
                    worse.watermark(),
                    worse.lag(),
                    Stream.concat(gaps.stream(), other.gaps().stream())
                            .distinct()
                            .sorted(Comparator.comparing(Interval::from))
                            .toList(),
                    canary);
        }

        static Sight nothingToSee(Optional<CanaryTrip> canary) {
            return new Sight(Optional.empty(), Optional.empty(), List.of(), canary);
        }
    }

    /** @param roundTrip how long it took from the call until its record was read */
    record CanaryTrip(Instant calledAt, Duration roundTrip) {}

    /**
     * How its polls went.
     *
     * @param counted the latest ones, as many as are remembered
     * @param failed how many of those failed
     */
    record Polls(Optional<Instant> succeededAt, Optional<String> trouble, Instant nextDueAt, int counted, int failed) {
        double errorRate() {
            return counted == 0 ? 0 : (double) failed / counted;
        }
    }

    /**
     * What it stands on, and what it costs.
     *
     * @param ends of a queue
     * @param lookup of the event history
     */
    record Support(
            Foothold foothold,
            List<CallUse> calls,
            Findings findings,
            List<QueueEnds.QueueEnd> ends,
            Optional<LookupUse> lookup) {}

    /**
     * What somebody should look at.
     *
     * @param quarantined how many records it brought that nobody could read
     * @param tamperings whose hands were on what it stands on while somebody was watched there
     */
    record Findings(long quarantined, List<Tampering> tamperings) {}

    /** @param keys how many watched keys are asked for one by one */
    record LookupUse(LookupReading reading, long keys) {}

    /**
     * The calls of one API in the last hour of real time, by whichever replica polled.
     *
     * @param refused how many of them AWS throttled
     * @param ownLimit calls a second that the service allows itself
     * @param quota calls a second that AWS allows to all callers in that account and Region together
     */
    record CallUse(String api, long sent, long refused, double ownLimit, double quota) {
        double ofQuota() {
            return sent / (quota * Duration.ofHours(1).toSeconds());
        }
    }
}
