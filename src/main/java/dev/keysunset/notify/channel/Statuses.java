package dev.keysunset.notify.channel;

import dev.keysunset.notify.channel.Posts.Answered;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** What an answer means: taken, not now, or never (RFC 9110, section 15). */
final class Statuses {
    /** Refused for now: busy, or keys and rights that somebody may mend while it is still tried. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 425, 429);

    private static final int LONGEST_WORD = 200;

    private Statuses() {}

    static Outcome outcome(Destination to, Answered answered, Instant now) {
        var status = answered.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered();
        }
        var why = to + " answered " + status + word(answered.text());
        if (status >= 500 || PASSING.contains(status)) {
            return new Outcome.Later(why, answered.retryAfter().flatMap(text -> pause(text, now)));
        }
        return new Outcome.Never(status >= 300 && status < 400 ? why + "; redirects are not followed" : why);
    }

    /** Seconds, or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> pause(String retryAfter, Instant now) {
        try {
            var pause = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(pause).filter(Duration::isPositive);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String word(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST_WORD));
    }
}
