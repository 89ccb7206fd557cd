package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The observation window that would have caught a key's rarest regular user.
 *
 * @param reasons the longest first; never empty
 */
public record WindowAdvice(List<Reason> reasons) {
    private static final Duration DAY = Duration.ofDays(1);

    /** Of a gap that was seen, the next may be as much longer. */
    private static final int MARGIN = 10;

    /** @param atLeast in whole days */
    public record Reason(Duration atLeast, String because) {}

    public WindowAdvice {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("advice without a reason");
        }
        reasons = reasons.stream()
                .sorted(Comparator.comparing(Reason::atLeast).reversed())
                .toList();
    }

    /** Empty where nothing tells how often the member is used: that is no advice to watch for a short time. */
    public static Optional<WindowAdvice> of(MemberFacts facts) {
        var callers = LateCaller.ALL.stream()
                .flatMap(caller -> caller.hint(facts).map(hint -> new Reason(caller.watch(), hint)).stream());
        var reasons = Stream.concat(rhythm(facts.use().known().times()).stream(), callers)
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new WindowAdvice(reasons));
    }

    public Duration atLeast() {
        return reasons.getFirst().atLeast();
    }

    /** In words, the reason that weighs most. */
    public String because() {
        return reasons.getFirst().because();
    }

    /**
     * A use that was missed between two that were seen makes the gap look longer than it was: the advice is then too long, never
     * too short. The time since the last use is no gap: nobody knows whether it ends.
     */
    static Optional<Reason> rhythm(List<Instant> times) {
        var sorted = times.stream().sorted().distinct().toList();
        var gaps = new ArrayList<Interval>();
        for (var i = 1; i < sorted.size(); i++) {
            gaps.add(new Interval(sorted.get(i - 1), sorted.get(i)));
        }
        return gaps.stream()
                .max(Comparator.comparing(gap -> Duration.between(gap.from(), gap.to())))
                .map(WindowAdvice::reason);
    }

    private static Reason reason(Interval gap) {
        var length = Duration.between(gap.from(), gap.to());
        var margin = length.dividedBy(MARGIN);
        var wanted = length.plus(margin.compareTo(DAY) < 0 ? DAY : margin);
        return new Reason(
                wholeDays(wanted),
                "it was seen in use on " + gap.from() + " and not again before " + gap.to() + ", "
                        + wholeDays(length).toDays() + " days later");
    }

    private static Duration wholeDays(Duration length) {
        return Duration.ofDays(length.plus(DAY).minusNanos(1).toDays());
    }
}
