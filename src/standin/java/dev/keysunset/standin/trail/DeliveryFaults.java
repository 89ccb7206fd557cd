package dev.keysunset.standin.trail;

import java.time.Duration;

/** What goes wrong, beyond everyday delays, with a record on its way to one destination. */
@FunctionalInterface
public interface DeliveryFaults {

    /** Where records go. */
    enum Destination {
        EVENT_HISTORY,
        LOG_GROUP,
        EVENTBRIDGE
    }

    /**
     * What becomes of one delivery.
     *
     * @param copies how many of the record arrive; none of a lost one
     * @param delay on top of the everyday delay
     */
    record Fate(int copies, Duration delay) {
        public static final Fate DELIVERED = new Fate(1, Duration.ZERO);
        public static final Fate LOST = new Fate(0, Duration.ZERO);
        public static final Fate TWICE = new Fate(2, Duration.ZERO);

        public static Fate late(Duration delay) {
            return new Fate(1, delay);
        }
    }

    /**
     * Asked once for each attempted delivery, when the record is written: again for the log group of every further trail,
     * and again for what CloudTrail delivers twice by itself.
     */
    Fate of(TrailRecord record, Destination destination);

    static DeliveryFaults none() {
        return (_, _) -> Fate.DELIVERED;
    }
}
