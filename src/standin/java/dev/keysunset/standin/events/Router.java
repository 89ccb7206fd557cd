package dev.keysunset.standin.events;

import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.queue.Deliveries;
import dev.keysunset.standin.trail.Subscriber;
import dev.keysunset.standin.trail.TrailRecord;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/** Takes events to the rules of their bus, and what a rule takes to its targets: best effort, at least once, unordered. */
public final class Router implements Subscriber {
    private final Ground ground;
    private final Buses buses;
    private final Courier courier;
    private final BiPredicate<Place, String> usableKey;
    private final RandomGenerator random;
    private long lostWithBusKey;

    Router(Ground ground, Buses buses, Deliveries queues, BiPredicate<Place, String> usableKey) {
        this.ground = ground;
        this.buses = buses;
        this.courier = new Courier(ground, queues);
        this.usableKey = usableKey;
        this.random = ground.chance().of("native events");
    }

    /** What became of the events so far. */
    public Tally tally() {
        return courier.tally(lostWithBusKey);
    }

    @Override
    public void published(TrailRecord record) {
        route(Event.of(record, ground.ids().uuid()));
    }

    /**
     * An event of KMS itself, which needs no trail. AWS KMS Developer Guide, "Monitor KMS keys with Amazon EventBridge".
     */
    public void announce(String detailType, KeyArn key, Map<String, String> detail) {
        var now = ground.clock().now();
        var late = Chance.upTo(ground.settings().get(EventsBehaviour.LONGEST_NATIVE_DELAY), random);
        ground.clock().at(now.plus(late), () -> route(announcement(detailType, key, detail, now)));
    }

    /** Takes an event to every rule that wants it. An encrypted bus whose key cannot be used takes none. */
    void route(Event event) {
        var bus = buses.of(event.place());
        if (bus.kmsKey().filter(key -> !usableKey.test(event.place(), key)).isPresent()) {
            lostWithBusKey++;
            return;
        }
        bus.rules().stream()
                .filter(rule -> rule.takes(event, ground.clock().now()))
                .forEach(rule -> List.copyOf(rule.targets()).forEach(target -> courier.carry(rule, target, event)));
    }

    private Event announcement(String detailType, KeyArn key, Map<String, String> detail, Instant time) {
        var json = Json.object().put("key-id", key.id());
        // Events shall look alike in every run.
        new TreeMap<>(detail).forEach(json::put);
        var subject = new Event.Subject("aws.kms", detailType, time, List.of(key.toString()));
        return Event.of(key.place(), ground.ids().uuid(), subject, json);
    }

    /** When a rule that is changed now begins to match. */
    Instant settled() {
        Duration settling = ground.settings().get(EventsBehaviour.RULE_SETTLING);
        return ground.clock().now().plus(settling);
    }
}
