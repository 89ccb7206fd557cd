package dev.keysunset.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What CloudTrail's event history tells of a key's use where KMS does not tell of it. Not having seen a use in what was read is not
 * the same as there being none: what it reaches back to is always told with it.
 *
 * @param seen the latest use that was seen, whatever was read
 * @param searched between these nothing of the place was left unread; empty before that was done for the first time
 * @param reached how far back the reading that is under way has come
 */
public record UsageHistory(Optional<Seen> seen, Optional<Interval> searched, Optional<Instant> reached) {
    /** What was read longer ago says nothing of today. */
    static final Duration TELLING = Duration.ofDays(3);

    /** @param by whose call it was, in words */
    public record Seen(Instant at, String operation, String by) {
        String told() {
            return at + " (" + operation + ", " + by + ")";
        }
    }

    /** From when on everything was read and no use seen; until the end of what was searched. */
    Optional<Instant> nothingSince() {
        return searched.map(
                read -> seen.map(Seen::at).filter(at -> at.isAfter(read.from())).orElse(read.from()));
    }

    boolean fresh(Instant now) {
        return searched.filter(read -> read.to().plus(TELLING).isAfter(now)).isPresent();
    }

    /** In words, for a key of which KMS does not tell. */
    public String told() {
        var nothing = nothingSince()
                .map(since -> "Nothing seen in CloudTrail's event history since " + since + ", as read until "
                        + searched.orElseThrow().to() + "; what was before is not known.");
        var under =
                reached.map(back -> "CloudTrail's event history is being read for it, back to " + back + " so far.");
        var last = seen.map(use -> "CloudTrail's event history shows a use at " + use.told() + ".");
        return String.join(
                " ", Stream.of(last, nothing, under).flatMap(Optional::stream).toList());
    }
}
