package dev.keysunset.simulation;

import dev.keysunset.core.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One seed's world and its scheduler: a queue of events in virtual time, and the replicas between them. */
final class World {
    static final Instant START = Instant.parse("2027-01-04T00:00:00Z");
    static final int STORMY_DAYS = 40;
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration LONG_PAUSE = Duration.ofMinutes(20);
    static final Duration LAG = Duration.ofMinutes(15);
    static final Tempo TEMPO = new Tempo(
            Duration.ofMinutes(5),
            new Tempo.Listening(LAG, Duration.ofHours(2)),
            new Tempo.Pace(Duration.ofHours(6), Duration.ofMinutes(10)),
            Duration.ofHours(72),
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(20), Duration.ofHours(24)));
    private static final int MOST_EVENTS = 400_000;

    final long seed;
    final Options options;
    final Chance weather;
    final Story story = new Story(this);
    final Baton baton = new Baton(this);
    final SimAws aws;
    final SimStore store;
    final People people;
    final Laws laws;
    final List<Replica> replicas = new ArrayList<>();

    Instant now = START;
    boolean healed;

    Baton.@Nullable Runner moving;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private final Chance turn;
    private final Chance names;
    private long order;

    private record Event(Instant at, long order, Runnable what) {}

    World(long seed, Options options) {
        this.seed = seed;
        this.options = options;
        this.weather = new Chance(seed, "weather");
        this.turn = new Chance(seed, "turn");
        this.names = new Chance(seed, "names");
        this.aws = new SimAws(this);
        this.store = new SimStore(this);
        this.people = new People(this);
        this.laws = new Laws(this);
        var size = 1 + new Chance(seed, "replicas").below(3);
        for (int i = 0; i < size; i++) {
            replicas.add(new Replica(this, "replica-" + (char) ('A' + i)));
        }
        story.tell("world", "seed " + seed + " begins with " + size + " replicas and " + options);
    }

    UUID nextId() {
        return new UUID(names.bits(), names.bits());
    }

    void at(Instant moment, Runnable what) {
        events.add(new Event(moment.isBefore(now) ? now : moment, order++, what));
    }

    /** Runs until {@code end}; the laws are asked after everything that happens. */
    void runUntil(Instant end) {
        for (int count = 0; now.isBefore(end); count++) {
            if (count > MOST_EVENTS) {
                throw new AssertionError("no end in sight: " + MOST_EVENTS + " events, and still " + now);
            }
            if (!turnOfAReplica() && !turnOfTheWorld()) {
                now = nextMoment(end);
            }
            laws.hold();
        }
    }

    private boolean turnOfAReplica() {
        var able = replicas.stream().filter(replica -> replica.able(now)).toList();
        if (able.isEmpty()) {
            return false;
        }
        turn.of(able).move();
        return true;
    }

    private boolean turnOfTheWorld() {
        var next = events.peek();
        if (next == null || next.at().isAfter(now)) {
            return false;
        }
        events.remove().what().run();
        return true;
    }

    private Instant nextMoment(Instant end) {
        var moments = new ArrayList<Instant>(List.of(end));
        var event = events.peek();
        if (event != null) {
            moments.add(event.at());
        }
        replicas.forEach(replica -> moments.add(replica.nextMoment(now)));
        moments.add(store.nextDue(now));
        return moments.stream()
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(end);
    }
}
