package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What the feeds have shown and how completely they were read, for the members of one retirement.
 *
 * @param feeds the pull feeds that reach a member
 * @param canaries how the canaries went that stand for its members
 * @param sweep the closing sweep, where this step made one
 */
public record WatchFacts(
        List<FeedReport> feeds, Seen seen, List<CanaryReport> canaries, Optional<Reading<Sweep>> sweep) {
    public static final WatchFacts NOTHING = new WatchFacts(List.of(), Seen.NOTHING, List.of(), Optional.empty());

    /**
     * What the records say, oldest first.
     *
     * @param sightings since the watch began; always the first and the newest
     * @param leftOut how many sightings between them are left out, because there are too many to tell each
     * @param controls changes to the members' state or policy since the watch began
     * @param usable when a canary on a member succeeded, which no disabled key allows
     */
    public record Seen(List<Sighting> sightings, long leftOut, List<ControlRecord> controls, List<UsableKey> usable) {
        public static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());

        /** Every sighting. */
        public Seen(List<Sighting> sightings, List<ControlRecord> controls, List<UsableKey> usable) {
            this(sightings, 0, controls, usable);
        }

        public long sightingsInAll() {
            return sightings.size() + leftOut;
        }
    }

    /** A canary that succeeded: the key was not disabled. */
    public record UsableKey(KeyArn keyArn, Instant at) {}

    /** One complete re-read of everything between two instants for all members. */
    public record Sweep(Instant from, Instant to) {}

    public WatchFacts with(Reading<Sweep> made) {
        return new WatchFacts(feeds, seen, canaries, Optional.of(made));
    }

    public List<Sighting> sightings() {
        return seen.sightings();
    }

    public List<ControlRecord> controls() {
        return seen.controls();
    }

    /** When a member was last seen needed. */
    public Optional<Instant> newestNeed() {
        return sightings().stream().map(Sighting::eventTime).max(Instant::compareTo);
    }

    public Optional<Sighting> firstSighting() {
        return sightings().stream().findFirst();
    }

    /** How far, from {@code start}, every place was read without a gap by at least one feed. */
    public Instant readUntil(Instant start, Iterable<Place> places) {
        return lowest(start, places, (report, _) -> report.evidence().read());
    }

    /** How far, from {@code start}, what was read of every place by at least one feed is proof. */
    public Instant provenUntil(Instant start, Retirement retirement, Proof proof) {
        return lowest(start, retirement.places(), (report, place) -> proof.of(report, place, retirement.usages(place)));
    }

    List<FeedReport> reaching(Place place) {
        return feeds.stream().filter(report -> report.reaches(place)).toList();
    }

    /** Those that are still asked: only they can mend what is missing. */
    List<FeedReport> asked(Place place) {
        return reaching(place).stream()
                .filter(report -> report.condition().asking().ongoing())
                .toList();
    }

    private Instant lowest(Instant start, Iterable<Place> places, BiFunction<FeedReport, Place, Coverage> coverage) {
        var lowest = Instant.MAX;
        for (var place : places) {
            var best = reaching(place).stream()
                    .map(report -> coverage.apply(report, place).watermark(start))
                    .max(Instant::compareTo)
                    .orElse(start);
            lowest = best.isBefore(lowest) ? best : lowest;
        }
        return lowest;
    }

    boolean troubled() {
        return feeds.stream().anyMatch(report -> report.condition().trouble().isPresent());
    }

    String troubles() {
        var troubles = feeds.stream()
                .flatMap(report -> report.condition().trouble().stream().map(text -> report.feed() + ": " + text))
                .collect(Collectors.joining("; "));
        if (!troubles.isEmpty()) {
            return troubles;
        }
        return feeds.isEmpty() ? "no feed is configured" : "no poll has reported a failure";
    }
}
