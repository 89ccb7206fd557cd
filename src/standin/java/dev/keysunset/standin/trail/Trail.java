package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyHealth;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Trace;
import dev.keysunset.standin.wire.Trace.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes the records of all calls and delivers them, late, to the event history, to the trails' log groups and to
 * EventBridge. Whether a trail logs is decided when a record is written, not when it arrives.
 */
public final class Trail implements Gateway.Listener {
    private final DomainClock clock;
    private final Settings settings;
    private final Scribe scribe;
    private final ServiceEvents serviceEvents;
    private final Addenda addenda;
    private final Delays delays;
    private final Trails trails;
    private final DeliveredFiles files;
    private final LogDelivery logDelivery;
    private final Map<Place, EventHistory> histories = new HashMap<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private DeliveryFaults faults = DeliveryFaults.none();

    public Trail(Ground ground, LogGroups logGroups, KeyHealth keys) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.scribe = new Scribe(ground);
        this.serviceEvents = new ServiceEvents(ground.ids());
        this.addenda = new Addenda(ground);
        this.delays = new Delays(ground);
        this.trails = new Trails(ground, logGroups);
        this.files = new DeliveredFiles(ground.settings());
        this.logDelivery = new LogDelivery(ground, logGroups, keys, files);
    }

    /** From now on also tells this one of every record that a logging trail of its account and Region includes. */
    public void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** From now on asks these what goes wrong with each delivery. */
    public void disturb(DeliveryFaults deliveryFaults) {
        faults = deliveryFaults;
    }

    @Override
    public void ended(Call call, Outcome outcome) {
        if (outcome.trace().recording() != Recording.NONE) {
            scribe.of(new ApiEvent(call, outcome), clock.now()).forEach(this::send);
        }
    }

    /**
     * Enters a successful use of a key from before the world began into the event history of the key's place; trails' log
     * groups begin with the world. Written when somebody first looks: most of the past interests nobody.
     */
    public void recall(KeyArn key, Instant at, Supplier<Call> use) {
        history(key.place()).recall(at, () -> written(use.get(), key, at));
    }

    private TrailRecord written(Call use, KeyArn key, Instant at) {
        var trace = new Trace(Recording.READ, List.of(Resource.of(key)));
        return scribe.of(new ApiEvent(use, new Outcome.Success(Answer.done(), trace)), at).stream()
                .filter(draft -> draft.place().equals(key.place()))
                .map(Draft::seal)
                .findFirst()
                .orElseThrow();
    }

    /** Records an event that KMS itself causes. */
    public void recordServiceEvent(String eventName, KeyArn key, Map<String, String> details) {
        send(serviceEvents.of(eventName, key, details, clock.now()));
    }

    /**
     * Starts or stops the trail that a place began with. The event history goes on either way.
     *
     * @throws IllegalArgumentException if it has been deleted
     */
    public void switchLogging(Place place, boolean on) {
        var status = trails.find(place, Trails.STANDARD)
                .orElseThrow(() -> new IllegalArgumentException(place + " has no trail " + Trails.STANDARD))
                .status();
        if (on) {
            status.start(clock.now());
        } else {
            status.stop(clock.now());
        }
    }

    /** Every trail that has been of use so far, with its settings, selectors and status. */
    public List<ObjectNode> described() {
        return trails.all().map(ConfiguredTrail::everything).toList();
    }

    /** What lies in the bucket of the organisation's trail. */
    public DeliveredFiles files() {
        return files;
    }

    Trails trails() {
        return trails;
    }

    EventHistory history(Place place) {
        return histories.computeIfAbsent(place, _ -> new EventHistory(settings));
    }

    private void send(Draft draft) {
        addenda.sendings(draft).forEach(sending -> {
            var parcel = new Parcel(sending.record(), sending.late());
            toHistory(parcel);
            var logging = trails.covering(draft.place())
                    .filter(trail -> trail.logs(parcel.record()))
                    .toList();
            logging.forEach(trail -> toTrail(parcel, trail));
            if (isAnEvent(draft) && logging.stream().anyMatch(trail -> feedsEventBridge(trail, draft.place()))) {
                toEventBridge(parcel);
            }
        });
    }

    /** A record on its way, which may have set out late. */
    private record Parcel(TrailRecord record, Duration late) {}

    private void toHistory(Parcel parcel) {
        var record = parcel.record();
        arrive(
                parcel,
                Destination.EVENT_HISTORY,
                delays.untilLookup(),
                () -> history(record.place()).add(record, clock.now()));
    }

    private void toTrail(Parcel parcel, ConfiguredTrail trail) {
        Runnable delivery = () -> logDelivery.deliver(trail, parcel.record());
        arrive(parcel, Destination.LOG_GROUP, delays.untilLog(), delivery);
        if (delays.deliversTwice()) {
            arrive(parcel, Destination.LOG_GROUP, delays.untilLog(), delivery);
        }
    }

    private void toEventBridge(Parcel parcel) {
        Runnable delivery = () -> subscribers.forEach(subscriber -> subscriber.published(parcel.record()));
        arrive(parcel, Destination.EVENTBRIDGE, delays.untilEventBridge(), delivery);
        if (delays.publishesTwice()) {
            arrive(parcel, Destination.EVENTBRIDGE, delays.untilEventBridge(), delivery);
        }
    }

    /** Every copy that is not lost arrives in its time. */
    private void arrive(Parcel parcel, Destination destination, Duration usual, Runnable arrival) {
        var fate = faults.of(parcel.record(), destination);
        var at = clock.now().plus(parcel.late()).plus(usual).plus(fate.delay());
        for (int copy = 0; copy < fate.copies(); copy++) {
            clock.at(at, arrival);
        }
    }

    private boolean isAnEvent(Draft draft) {
        return !draft.facts().failed() || settings.get(TrailBehaviour.FAILURES_REACH_EVENTBRIDGE);
    }

    private boolean feedsEventBridge(ConfiguredTrail trail, Place place) {
        return trail.home().account().equals(place.account())
                || settings.get(TrailBehaviour.ORGANIZATION_TRAIL_FEEDS_EVENTBRIDGE);
    }
}
