package dev.keysunset.console.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From when to when, and where an instant lies between the margins of the drawing. */
record Scale(Instant from, Instant to) {
    static final int LEFT = 150;
    static final int RIGHT = Picture.WIDTH - 12;
    private static final int MOST_TICKS = 9;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30),
            Duration.ofDays(90),
            Duration.ofDays(365));
    private static final DateTimeFormatter DAY = format("MM-dd");
    private static final DateTimeFormatter HOUR = format("HH:mm");

    Scale {
        to = to.isAfter(from) ? to : from.plusSeconds(60);
    }

    int x(Instant at) {
        var share = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis();
        return LEFT + (int) Math.round(Math.clamp(share, 0, 1) * (RIGHT - LEFT));
    }

    /** At round moments, few enough to be read. */
    List<Picture.Tick> ticks() {
        var length = Duration.between(from, to);
        var step = STEPS.stream()
                .filter(candidate -> length.dividedBy(candidate) <= MOST_TICKS)
                .findFirst()
                .orElse(STEPS.getLast());
        var ticks = new ArrayList<Picture.Tick>();
        var seconds = step.toSeconds();
        var at = Instant.ofEpochSecond(Math.ceilDiv(from.getEpochSecond(), seconds) * seconds);
        for (; at.isBefore(to); at = at.plus(step)) {
            ticks.add(new Picture.Tick(x(at), (step.toDays() > 0 ? DAY : HOUR).format(at)));
        }
        return ticks;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
