package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the watch can say of a window. Only {@code CLEAR} opens the DELETE gate. */
public sealed interface Verdict {
    /** Until when the watch is proven without a gap. */
    Instant watermark();

    /** The whole window was read without a gap, between canaries, read once more, and nobody was seen. */
    record Clear(Instant watermark) implements Verdict {}

    /** Somebody was seen needing a member. */
    record Needed(Sighting sighting, Instant watermark) implements Verdict {}

    /** Nobody can say. As loud as {@code NEEDED}: silence is evidence only where somebody listened. */
    record Unproven(Doubt doubt, String because, Instant watermark) implements Verdict {}

    default String value() {
        return switch (this) {
            case Clear _ -> "CLEAR";
            case Needed _ -> "NEEDED";
            case Unproven _ -> "UNPROVEN";
        };
    }

    default String because() {
        return switch (this) {
            case Clear(var watermark) -> "watched without a gap until " + watermark + ", swept again, nobody seen";
            case Needed(var sighting, var _) ->
                sighting.principal() + " called " + sighting.operation() + " at " + sighting.eventTime();
            case Unproven(var _, var because, var _) -> because;
        };
    }

    /** What frees an {@code UNPROVEN} window; empty otherwise. */
    default List<String> waysOut() {
        return this instanceof Unproven(var doubt, var _, var _) ? doubt.waysOut() : List.of();
    }

    /** Empty while there is nothing to say yet: the window is open and the watch keeps up, or the sweep is under way. */
    static Optional<Verdict> judge(Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var standing = new Standing(window, retirement, watch, tempo, now);
        var sighting = watch.firstSighting();
        if (sighting.isPresent()) {
            return Optional.of(new Needed(sighting.get(), standing.proven()));
        }
        var doubt = standing.doubt();
        if (doubt.isPresent()) {
            return doubt.map(Verdict.class::cast);
        }
        if (standing.proven().isBefore(window.closesAt())) {
            return Optional.empty();
        }
        var hands = standing.handsOnEveryFeed();
        return hands.isPresent() ? hands.map(Verdict.class::cast) : swept(window, watch, standing.proven());
    }

    /** True once only the closing sweep is missing: it is expensive, so it is made when nothing else is. */
    static boolean wantsSweep(Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var standing = new Standing(window, retirement, watch, tempo, now);
        return watch.firstSighting().isEmpty()
                && standing.doubt().isEmpty()
                && !standing.proven().isBefore(window.closesAt())
                && standing.handsOnEveryFeed().isEmpty();
    }

    /** How far the watch of a window reaches, and how far it should. */
    final class Standing {
        private final Window window;
        private final Retirement retirement;
        private final WatchFacts watch;
        private final Tempo tempo;
        private final Instant now;

        /** Asked for again and again, and every canary of the window goes into it. */
        private final Instant proven;

        Standing(Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
            this.window = window;
            this.retirement = retirement;
            this.watch = watch;
            this.tempo = tempo;
            this.now = now;
            this.proven = watch.provenUntil(window.opensAt(), retirement, Proof.of(retirement.policy(), tempo));
        }

        Instant proven() {
            return proven;
        }

        Optional<Unproven> doubt() {
            var listening = tempo.listening();
            var read = watch.readUntil(window.opensAt(), retirement.places());
            if (read.isBefore(atLeast(now.minus(listening.tolerance())))) {
                return Optional.of(
                        new Unproven(Doubt.GAP, "not read since " + read + " (" + watch.troubles() + ")", read));
            }
            // The last canary that came back may be one interval old, and the one before it is where proof ends.
            var due =
                    now.minus(listening.tolerance()).minus(listening.canaries().interval());
            return proven.isBefore(atLeast(due)) ? Optional.of(unbracketed()) : Optional.empty();
        }

        private Instant atLeast(Instant due) {
            return due.isBefore(window.opensAt()) ? window.opensAt() : due;
        }

        /** What somebody did since the last canary may be what keeps the next one away: nobody waits to find out. */
        Optional<Unproven> handsOnEveryFeed() {
            return retirement.places().stream().anyMatch(this::handsOnAllOf)
                    ? Optional.of(unbracketed())
                    : Optional.empty();
        }

        private boolean handsOnAllOf(Place place) {
            var proof = Proof.of(retirement.policy(), tempo);
            var reports = watch.reaching(place);
            return !reports.isEmpty()
                    && reports.stream().allMatch(report -> {
                        var reached = proof.of(report, place, retirement.usages(place))
                                .watermark(window.opensAt());
                        return report.evidence().tookEffect().stream()
                                .anyMatch(tampering -> !tampering.at().isBefore(reached));
                    });
        }

        private Unproven unbracketed() {
            var tampered = watch.feeds().stream()
                    .flatMap(report -> report.evidence().tookEffect().stream())
                    .filter(tampering -> !tampering.at().isBefore(proven))
                    .findFirst();
            if (tampered.isPresent()) {
                return new Unproven(
                        Doubt.TAMPERING,
                        tampered.get().by() + " called " + tampered.get().operation() + " at "
                                + tampered.get().at() + ", on what the watch stands on",
                        proven);
            }
            var troubles = watch.canaries().stream()
                    .flatMap(report -> report.trouble().stream()
                            .map(trouble -> report.keyUsage() + " in " + report.place() + ": " + trouble.because()))
                    .collect(Collectors.joining("; "));
            return new Unproven(
                    Doubt.NO_CANARY,
                    "no canary has come back since " + proven + (troubles.isEmpty() ? "" : " (" + troubles + ")"),
                    proven);
        }
    }

    private static Optional<Verdict> swept(Window window, WatchFacts watch, Instant watermark) {
        return switch (watch.sweep().orElseGet(Reading.Absent::new)) {
            case Reading.Read<WatchFacts.Sweep>(var sweep)
            when !sweep.from().isAfter(window.opensAt()) && !sweep.to().isBefore(window.closesAt()) ->
                Optional.of(new Clear(watermark));
            case Reading.Read<WatchFacts.Sweep>(var sweep) ->
                unswept("the closing sweep read only " + sweep.from() + " to " + sweep.to(), watermark);
            case Reading.Absent<WatchFacts.Sweep> _ -> Optional.empty();
            case Reading.Unreadable<WatchFacts.Sweep>(var call, var code, var message) ->
                unswept("the closing sweep failed: " + call + " " + code + " " + message, watermark);
        };
    }

    private static Optional<Verdict> unswept(String because, Instant watermark) {
        return Optional.of(new Unproven(Doubt.SWEEP, because, watermark));
    }
}
