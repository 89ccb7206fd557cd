package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When what a feed has read is proof: where canaries of the right class, called close together, came back through it before and
 * after, and nobody laid hands on what it stands on in between. A feed that was cut off reads nothing just as happily.
 *
 * @param canaryRequired without it, what was read counts as it is, but for tampering
 * @param interval how far apart two canaries may be called for the time between them to be proven
 * @param lateness how long a canary may take to come back before it counts as lost
 */
public record Proof(boolean canaryRequired, Duration interval, Duration lateness) {

    static Proof of(Policy policy, Tempo tempo) {
        var listening = tempo.listening();
        return new Proof(policy.safety().canaryRequired(), listening.canaries().interval(), listening.tolerance());
    }

    /** The part of what the feed has read that proves something about keys of these uses in this place. */
    Coverage of(FeedReport report, Place place, Set<String> keyUsages) {
        var read = report.evidence().read();
        var tampered = report.evidence().tampered();
        if (!canaryRequired) {
            return without(read, tampered);
        }
        var proven = read;
        for (var keyUsage : keyUsages) {
            proven = proven.and(new Coverage(brackets(report.canaries(place, keyUsage), tampered)));
        }
        return proven;
    }

    /**
     * The earliest instant, not before {@code opensAt}, from which on this feed may still prove everything: after the last hole
     * that nothing can mend, because the feed no longer reaches back that far, or no canary was there at the time.
     */
    Instant soundSince(FeedReport report, Place place, Set<String> keyUsages, Instant opensAt, Instant now) {
        var since = lostToRetention(report, opensAt);
        if (canaryRequired) {
            for (var keyUsage : keyUsages) {
                var hole = lastHole(
                        report.canaries(place, keyUsage), report.evidence().tampered(), opensAt, now);
                since = hole.filter(since::isBefore).orElse(since);
            }
        } else {
            for (var tampering : report.evidence().tampered()) {
                var over = tampering.plus(interval);
                since = over.isAfter(since) && !over.isAfter(now) ? over : since;
            }
        }
        return since;
    }

    private List<Interval> brackets(List<Instant> canaries, List<Instant> tampered) {
        var brackets = new ArrayList<Interval>();
        for (int i = 1; i < canaries.size(); i++) {
            var before = canaries.get(i - 1);
            var after = canaries.get(i);
            if (before.isBefore(after) && closeTogether(before, after) && !anyBetween(tampered, before, after)) {
                brackets.add(new Interval(before, after));
            }
        }
        return brackets;
    }

    private boolean closeTogether(Instant before, Instant after) {
        return !before.plus(interval).isBefore(after);
    }

    /** @param tampered oldest first */
    private static boolean anyBetween(List<Instant> tampered, Instant before, Instant after) {
        var found = Collections.binarySearch(tampered, before);
        var first = found < 0 ? -found - 1 : found;
        return first < tampered.size() && !tampered.get(first).isAfter(after);
    }

    /** Where the last stretch without two good canaries around it ended; empty where there is none, or it still lasts. */
    private Optional<Instant> lastHole(List<Instant> canaries, List<Instant> tampered, Instant opensAt, Instant now) {
        var end = Optional.<Instant>empty();
        for (int i = 0; i < canaries.size(); i++) {
            var after = canaries.get(i);
            if (!after.isAfter(opensAt)) {
                continue;
            }
            var before = i == 0 ? Optional.<Instant>empty() : Optional.of(canaries.get(i - 1));
            if (before.isEmpty()
                    || anyBetween(tampered, before.get(), after)
                    || (!closeTogether(before.get(), after)
                            && after.plus(lateness).isBefore(now))) {
                end = Optional.of(after);
            }
        }
        return end;
    }

    /** Nothing after it has been read yet: a window that began anew now would begin anew for ever. */
    private static boolean lasts(FeedReport report, Interval gap, Instant reachesBack) {
        return !gap.to().isBefore(reachesBack)
                && report.evidence().read().watermark(reachesBack).equals(reachesBack);
    }

    /** Where the last stretch ended that was not read and cannot be read any more. */
    static Instant lostToRetention(FeedReport report, Instant opensAt) {
        var reachesBack = report.condition().reachesBack();
        var since = opensAt;
        while (since.isBefore(reachesBack)) {
            var gap = report.evidence().read().firstGap(new Interval(since, reachesBack));
            if (gap.isEmpty() || lasts(report, gap.get(), reachesBack)) {
                return since;
            }
            since = gap.get().to();
        }
        return since;
    }

    private Coverage without(Coverage read, List<Instant> tampered) {
        var left = read;
        for (var at : tampered) {
            left = left.without(new Interval(at, at.plus(interval)));
        }
        return left;
    }
}
