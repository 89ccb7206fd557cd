package dev.keysunset.standin.trail;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.wire.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Takes the records of all calls and delivers them, late, to the event history and to the trails' log groups. */
public final class Trail {
    /** Whether a place's trail logs, and since when it does or does not. */
    record Logging(boolean on, Instant since) {}

    private final DomainClock clock;
    private final Ids ids;
    private final Delays delays;
    private final LogGroups logGroups;
    private final Instant begin;
    private final Map<Place, EventHistory> histories = new HashMap<>();
    private final Map<Place, Logging> logging = new HashMap<>();
    private final Map<Place, Instant> latestDelivery = new HashMap<>();

    public Trail(DomainClock clock, Ids ids, Delays delays, LogGroups logGroups) {
        this.clock = clock;
        this.ids = ids;
        this.delays = delays;
        this.logGroups = logGroups;
        this.begin = clock.now();
    }

    public EventIds nextIds() {
        return EventIds.next(ids);
    }

    public void record(ApiEvent event) {
        Scribe.of(event, clock.now()).forEach(this::deliver);
    }

    /** Records an event that KMS itself causes. */
    public void recordServiceEvent(String eventName, KeyArn key) {
        deliver(Scribe.serviceEvent(eventName, key, ids.uuid(), clock.now()));
    }

    /** Starts or stops the trail of a place. The event history goes on either way. */
    public void switchLogging(Place place, boolean on) {
        logging.put(place, new Logging(on, clock.now()));
    }

    Logging logging(Place place) {
        return logging.getOrDefault(place, new Logging(true, begin));
    }

    Optional<Instant> latestDelivery(Place place) {
        return Optional.ofNullable(latestDelivery.get(place));
    }

    EventHistory history(Place place) {
        return histories.computeIfAbsent(place, _ -> new EventHistory());
    }

    private void deliver(TrailRecord record) {
        var now = clock.now();
        history(record.place()).add(record, now.plus(delays.untilLookup()));
        if (!logging(record.place()).on()) {
            return;
        }
        toLogGroup(record, now.plus(delays.untilLog()));
        if (delays.deliversTwice()) {
            toLogGroup(record, now.plus(delays.untilLog()));
        }
    }

    private void toLogGroup(TrailRecord record, Instant ingestion) {
        logGroups.of(record.place()).add(record.time(), ingestion, record.json());
        latestDelivery.merge(record.place(), ingestion, (a, b) -> a.isAfter(b) ? a : b);
    }
}
