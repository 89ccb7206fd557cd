package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What will cost the verdict if it goes on: told while there is still time to mend it. */
final class Threat {
    private Threat() {}

    static List<Attention> to(Look look, Window window) {
        var threats = new ArrayList<Attention>();
        for (var place : look.retirement().places()) {
            var reports = look.facts().watch().reaching(place);
            if (reports.stream().allMatch(report -> report.condition().trouble().isPresent())) {
                threats.add(threat("No feed of " + place + " is well: "
                        + look.facts().watch().troubles() + "."));
            }
        }
        forgetting(look, window).ifPresent(threats::add);
        canaryOverdue(look, window).ifPresent(threats::add);
        return threats;
    }

    /** A gap that the feed still reaches back to, and soon no longer. */
    private static Optional<Attention> forgetting(Look look, Window window) {
        var soon = Duration.ofDays(1);
        return look.facts().watch().feeds().stream()
                .filter(report -> report.condition().asking().ongoing())
                .flatMap(report -> {
                    var edge = report.condition().reachesBack().plus(soon);
                    return edge.isAfter(window.opensAt()) && edge.isBefore(look.now())
                            ? report.evidence().read().firstGap(new Interval(window.opensAt(), edge)).stream()
                                    .map(gap -> report.feed() + " forgets what it has not read yet: from " + gap.from()
                                            + " to " + gap.to() + ".")
                            : Stream.empty();
                })
                .findFirst()
                .map(Threat::threat);
    }

    private static Optional<Attention> canaryOverdue(Look look, Window window) {
        var proof = Proof.of(look.retirement().policy(), look.tempo());
        if (!proof.canaryRequired()) {
            return Optional.empty();
        }
        var listening = look.tempo().listening();
        Instant due = look.now()
                .minus(listening.tolerance())
                .minus(listening.canaries().every().multipliedBy(2));
        var proven = look.facts().watch().provenUntil(window.opensAt(), look.retirement(), proof);
        return due.isAfter(window.opensAt()) && proven.isBefore(due)
                ? Optional.of(threat("No canary has come back since " + proven + "."))
                : Optional.empty();
    }

    private static Attention threat(String detail) {
        return new Attention(
                Attention.Kind.WATCH_THREATENED, detail, "Mend it now: the verdict holds still, but not for long.");
    }
}
