package dev.keysunset.standin.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a key's material is rotated, and how it was. The members of a multi-Region family share one. AWS KMS Developer
 * Guide, "Rotate AWS KMS keys".
 */
public final class Rotation {
    /** One rotation that is over. */
    public record Done(String materialId, Instant at, boolean onDemand) {}

    private Optional<Duration> period = Optional.empty();
    private Instant next = Instant.MAX;
    private Optional<Instant> onDemandSince = Optional.empty();
    private final List<Done> done = new ArrayList<>();

    /** Rotates from now on, first at that instant. */
    public void enable(Duration newPeriod, Instant first) {
        if (!period.equals(Optional.of(newPeriod))) {
            period = Optional.of(newPeriod);
            next = first;
        }
    }

    public void disable() {
        period = Optional.empty();
        next = Instant.MAX;
    }

    /** Empty while nothing is rotated automatically. */
    public Optional<Duration> period() {
        return period;
    }

    /** When the material is rotated next; the far future without automatic rotation. */
    public Instant next() {
        return next;
    }

    public boolean isDue(Instant now) {
        return !next.isAfter(now);
    }

    /** When the rotation on demand that is still going on was asked for. */
    public Optional<Instant> onDemandSince() {
        return onDemandSince;
    }

    public void startOnDemand(Instant now) {
        onDemandSince = Optional.of(now);
    }

    /** Notes a rotation; only an automatic one moves the next. */
    public void note(Done rotation) {
        done.add(rotation);
        if (rotation.onDemand()) {
            onDemandSince = Optional.empty();
        } else {
            next = period.map(rotation.at()::plus).orElse(Instant.MAX);
        }
    }

    /** Oldest first. */
    public List<Done> done() {
        return List.copyOf(done);
    }

    public long onDemandCount() {
        return done.stream().filter(Done::onDemand).count() + (onDemandSince.isPresent() ? 1 : 0);
    }
}
