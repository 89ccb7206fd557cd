package dev.keysunset.core;

import java.time.Instant;
import java.util.Optional;

/** What the watch can say of a window. Only {@code CLEAR} opens the DELETE gate. */
public sealed interface Verdict {
    Instant watermark();

    /** The whole window was read without a gap, read once more, and nobody was seen. */
    record Clear(Instant watermark) implements Verdict {}

    /** Somebody was seen needing a member. */
    record Needed(Sighting sighting, Instant watermark) implements Verdict {}

    /** Nobody can say. As loud as {@code NEEDED}: silence is evidence only where somebody listened. */
    record Unproven(String because, Instant watermark) implements Verdict {}

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
            case Unproven(var because, var _) -> because;
        };
    }

    /** Empty while there is nothing to say yet: the window is open and the watch keeps up, or the sweep is under way. */
    static Optional<Verdict> judge(Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var watermark = watch.watermark(window.opensAt(), retirement.places());
        var sighting = watch.firstSighting();
        if (sighting.isPresent()) {
            return Optional.of(new Needed(sighting.get(), watermark));
        }
        if (watermark.isBefore(expected(window, tempo, now))) {
            return Optional.of(new Unproven("not read since " + watermark + " (" + watch.troubles() + ")", watermark));
        }
        return watermark.isBefore(window.closesAt()) ? Optional.empty() : swept(window, watch, watermark);
    }

    /** True once only the closing sweep is missing: it is expensive, so it is made when nothing else is. */
    static boolean wantsSweep(Window window, Retirement retirement, WatchFacts watch, Tempo tempo, Instant now) {
        var watermark = watch.watermark(window.opensAt(), retirement.places());
        return watch.firstSighting().isEmpty()
                && !watermark.isBefore(window.closesAt())
                && !watermark.isBefore(expected(window, tempo, now));
    }

    private static Instant expected(Window window, Tempo tempo, Instant now) {
        var expected = now.minus(tempo.listening().tolerance());
        return expected.isBefore(window.opensAt()) ? window.opensAt() : expected;
    }

    private static Optional<Verdict> swept(Window window, WatchFacts watch, Instant watermark) {
        return switch (watch.sweep().orElseGet(Reading.Absent::new)) {
            case Reading.Read<WatchFacts.Sweep>(var sweep)
            when !sweep.from().isAfter(window.opensAt()) && !sweep.to().isBefore(window.closesAt()) ->
                Optional.of(new Clear(watermark));
            case Reading.Read<WatchFacts.Sweep>(var sweep) ->
                Optional.of(
                        new Unproven("the closing sweep read only " + sweep.from() + " to " + sweep.to(), watermark));
            case Reading.Absent<WatchFacts.Sweep> _ -> Optional.empty();
            case Reading.Unreadable<WatchFacts.Sweep>(var call, var code, var message) ->
                Optional.of(new Unproven("the closing sweep failed: " + call + " " + code + " " + message, watermark));
        };
    }
}
