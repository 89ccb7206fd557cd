package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the feeds have shown and how completely they were read, for the members of one retirement.
 *
 * @param sightings since the watch began, oldest first
 * @param controls changes to the members' state or policy since the watch began, oldest first
 * @param sweep the closing sweep, where this step made one
 */
public record WatchFacts(
        List<FeedCoverage> feeds,
        List<Sighting> sightings,
        List<ControlRecord> controls,
        Optional<Reading<Sweep>> sweep) {
    public static final WatchFacts NOTHING = new WatchFacts(List.of(), List.of(), List.of(), Optional.empty());

    /** @param trouble why the last poll failed, where it did */
    public record FeedCoverage(Feed feed, Coverage coverage, Optional<String> trouble) {}

    /** One complete re-read of everything between two instants for all members. */
    public record Sweep(Instant from, Instant to) {}

    public WatchFacts with(Reading<Sweep> made) {
        return new WatchFacts(feeds, sightings, controls, Optional.of(made));
    }

    public Optional<Sighting> firstSighting() {
        return sightings.stream().findFirst();
    }

    /** How far, from {@code start}, every place was read without a gap by at least one feed. */
    public Instant watermark(Instant start, Iterable<Place> places) {
        var lowest = Instant.MAX;
        for (var place : places) {
            var best = feeds.stream()
                    .filter(read -> read.feed().place().equals(place))
                    .map(read -> read.coverage().watermark(start))
                    .max(Instant::compareTo)
                    .orElse(start);
            lowest = best.isBefore(lowest) ? best : lowest;
        }
        return lowest;
    }

    boolean troubled() {
        return feeds.stream().anyMatch(read -> read.trouble().isPresent());
    }

    String troubles() {
        var troubles = feeds.stream()
                .flatMap(read -> read.trouble().stream().map(text -> read.feed() + ": " + text))
                .toList();
        return troubles.isEmpty() ? "no poll has reported a failure" : String.join("; ", troubles);
    }
}
