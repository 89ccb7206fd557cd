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

    /** How far the coverage reaches from {@code start} without a gap; {@code start} itself when it is not covered. */
    public Instant watermark(Instant start) {
        return intervals.stream()
                .filter(interval ->
                        !interval.from().isAfter(start) && interval.to().isAfter(start))
                .findFirst()
                .map(Interval::to)
                .orElse(start);
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

    private static List<Interval> merged(List<Interval> intervals) {
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
}
