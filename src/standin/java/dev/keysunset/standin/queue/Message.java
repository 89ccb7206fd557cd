package dev.keysunset.standin.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * One copy of a letter in a queue, and how often it was handed out.
 *
 * <p>Visibility is real time and everything else domain time: a consumer holds a message while it works, and it works in
 * its own time, however fast AWS's clock runs.
 */
final class Message {
    private final Letter letter;
    private final long copy;
    private Instant visibleFrom;
    private int receives;
    private Optional<Instant> firstReceived = Optional.empty();

    /**
     * A copy that waits to be received.
     *
     * @param copy a number that no other copy in the queue has
     * @param visibleFrom real time
     */
    Message(Letter letter, long copy, Instant visibleFrom) {
        this.letter = letter;
        this.copy = copy;
        this.visibleFrom = visibleFrom;
    }

    Letter letter() {
        return letter;
    }

    long copy() {
        return copy;
    }

    int receives() {
        return receives;
    }

    Optional<Instant> firstReceived() {
        return firstReceived;
    }

    boolean isVisible(Instant real) {
        return !visibleFrom.isAfter(real);
    }

    boolean isInFlight(Instant real) {
        return receives > 0 && !isVisible(real);
    }

    /** Hands it out. */
    void receive(Instant now, Instant hiddenUntil) {
        receives++;
        firstReceived = firstReceived.or(() -> Optional.of(now));
        visibleFrom = hiddenUntil;
    }

    void hideUntil(Instant real) {
        visibleFrom = real;
    }
}
