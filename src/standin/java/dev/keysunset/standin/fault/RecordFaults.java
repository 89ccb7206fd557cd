package dev.keysunset.standin.fault;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.trail.DeliveryFaults;
import dev.keysunset.standin.trail.TrailRecord;
import java.time.Duration;

/** Lets the rules in force decide what becomes of CloudTrail's deliveries. */
public final class RecordFaults implements DeliveryFaults {
    private static final Duration LATE = Duration.ofHours(1);

    private final DomainClock clock;
    private final Faults faults;

    public RecordFaults(DomainClock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public Fate of(TrailRecord record, Destination destination) {
        return faults.strike(
                        RecordFault.class,
                        Subject.of(record),
                        details -> details.destinations().contains(destination))
                .map(struck -> fate(struck.fault(), struck.rule().rule()))
                .orElse(Fate.DELIVERED);
    }

    private Fate fate(RecordFault fault, FaultRule rule) {
        return switch (fault) {
            case TRAIL_SILENCE ->
                rule.limits()
                        .until()
                        .map(end -> Fate.late(Duration.between(clock.now(), end)))
                        .orElse(Fate.LOST);
            case RECORD_LOST -> Fate.LOST;
            case RECORD_LATE -> Fate.late(rule.details().delay().orElse(LATE));
            case RECORD_TWICE -> Fate.TWICE;
        };
    }
}
