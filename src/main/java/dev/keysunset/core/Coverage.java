package dev.keysunset.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The intervals a pull feed has read completely: sorted, disjoint, and merged where they touch. */
public record Coverage(List<Interval> intervals) {
    public static final Coverage NONE = new Coverage(List.of());

    public Coverage {
        intervals = merged(intervals);
    }

    public Coverage plus(Interval interval) {
        var all = new ArrayList<>(intervals);
        all.add(interval);
        return new Coverage(all);
    }

    /** What both have read. */
    public Coverage and(Coverage other) {
        var common = new ArrayList<Interval>();
        for (var mine : intervals) {
            other.intervals.forEach(theirs -> mine.and(theirs).ifPresent(common::add));
        }
        return new Coverage(common);
    }

    /** What either has read. */
    public Coverage or(Coverage other) {
        var all = new ArrayList<>(intervals);
        all.addAll(other.intervals);
        return new Coverage(all);
    }

    /** What is left of it beside {@code taken}. */
    public Coverage without(Interval taken) {
        return and(
                new Coverage(List.of(new Interval(Instant.MIN, taken.from()), new Interval(taken.to(), Instant.MAX))));
    }

    /** How far the coverage reaches from {@code start} without a gap; {@code start} itself when it is not covered. */
    public Instant watermark(Instant start) {
        for (var interval : intervals) {
            if (interval.to().isAfter(start)) {
                return interval.from().isAfter(start) ? start : interval.to();
            }
        }
        return start;
    }

    /** The earliest stretch of {@code asked} that is not covered. */
    public Optional<Interval> firstGap(Interval asked) {
        var start = watermark(asked.from());
        if (!start.isBefore(asked.to())) {
            return Optional.empty();
        }
        var end = intervals.stream()
                .map(Interval::from)
                .filter(from -> from.isAfter(start) && from.isBefore(asked.to()))
                .findFirst()
                .orElse(asked.to());
        return Optional.of(new Interval(start, end));
    }

    /** All stretches of {@code asked} that are not covered, oldest first. */
    public List<Interval> gaps(Interval asked) {
        var gaps = new ArrayList<Interval>();
        var gap = firstGap(asked);
        while (gap.isPresent()) {
            gaps.add(gap.get());
            var end = gap.get().to();
            gap = end.isBefore(asked.to()) ? firstGap(new Interval(end, asked.to())) : Optional.empty();
        }
        return List.copyOf(gaps);
    }

    private static List<Interval> merged(List<Interval> intervals) {
        if (areApart(intervals)) {
            return List.copyOf(intervals);
        }
        var merged = new ArrayList<Interval>();
        for (var next :
                intervals.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
            if (merged.isEmpty() || merged.getLast().to().isBefore(next.from())) {
                merged.add(next);
            } else if (merged.getLast().to().isBefore(next.to())) {
                merged.set(merged.size() - 1, new Interval(merged.getLast().from(), next.to()));
            }
        }
        return List.copyOf(merged);
    }

    private static boolean areApart(List<Interval> intervals) {
        for (int i = 1; i < intervals.size(); i++) {
            if (!intervals.get(i - 1).to().isBefore(intervals.get(i).from())) {
                return false;
            }
        }
        return true;
    }
}
