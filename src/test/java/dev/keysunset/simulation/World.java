package dev.keysunset.simulation;

import dev.keysunset.core.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * One seed's world and its scheduler: a queue of events in virtual time, and the replicas between them. First comes a time in
 * which anything may go wrong and nothing irreversible may come of it; then the weather clears, and everything must come to
 * its end.
 */
final class World {
    static final Instant START = Instant.parse("2027-01-04T00:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration LAG = Duration.ofMinutes(15);

    /** At one moment: more, and something goes round in circles. */
    private static final int MOST_TURNS = 5_000;

    final long seed;
    final Scene scene;
    final Weather weather;
    final Tempo tempo;
    final Story story = new Story(this);
    final Baton baton;
    final SimTrail trail;
    final SimFeeds feeds;
    final SimAws aws;
    final SimStore store;
    final People people;
    final Laws laws;
    final List<Replica> replicas = new ArrayList<>();

    Instant now = START;

    /** Something has happened that a law may forbid. */
    boolean stirred;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private final Chance turn;
    private final Chance names;
    private final Instant clearsAt;
    private final Instant endsAt;
    private boolean healed;
    private long order;
    private int turns;

    private record Event(Instant at, long order, Runnable what) {}

    World(long seed, Scene scene, Weather weather) {
        this.seed = seed;
        this.scene = scene;
        this.weather = weather;
        this.tempo = scene.tempo();
        this.clearsAt = START.plus(Duration.ofDays(scene.course().stormDays()));
        this.endsAt = START.plus(Duration.ofDays(scene.course().days()));
        this.turn = new Chance(seed, "turn");
        this.names = new Chance(seed, "names");
        this.baton = new Baton(this);
        this.trail = new SimTrail(this);
        this.feeds = new SimFeeds(this);
        this.aws = new SimAws(this);
        this.store = new SimStore(this);
        this.people = new People(this);
        this.laws = new Laws(this);
        for (int i = 0; i < scene.replicas(); i++) {
            replicas.add(new Replica(this, "replica-" + (char) ('A' + i)));
        }
        story.tell("world", "begins with " + scene + " and " + weather);
    }

    /** From the first submission to the last end. */
    void run() {
        people.open();
        trail.open();
        at(clearsAt, this::heal);
        baton.run();
        laws.atTheEnd();
    }

    UUID nextId() {
        return new UUID(names.bits(), names.bits());
    }

    void at(Instant moment, Runnable what) {
        events.add(new Event(moment.isBefore(now) ? now : moment, order++, what));
    }

    boolean healed() {
        return healed;
    }

    Instant clearsAt() {
        return clearsAt;
    }

    boolean ended() {
        return healed && (!now.isBefore(endsAt) || (store.atRest() && !aws.countsDown()));
    }

    private void heal() {
        healed = true;
        weather.clear();
        aws.canariesDeniedUntil = Instant.MIN;
        feeds.heal(scene.course().after().oneFeedStaysDown());
        if (scene.course().after().oneReplicaStaysDead() && replicas.size() > 1) {
            replicas.getFirst().die(Instant.MAX);
        }
        story.tell("world", "clears");
    }

    /**
     * One thing happens, and the laws are asked.
     *
     * @return false when the baton went to another thread, so that the caller may touch nothing any more
     */
    boolean turn() {
        laws.demand(++turns < MOST_TURNS, "I17: something goes round in circles");
        var able = able();
        if (!able.isEmpty()) {
            if (!turn.among(able).move()) {
                return false;
            }
        } else if (!turnOfTheWorld()) {
            now = nextMoment();
            turns = 0;
        }
        if (stirred) {
            stirred = false;
            laws.hold();
        }
        return true;
    }

    private List<Replica> able() {
        var due = store.anythingDue();
        var able = new ArrayList<Replica>(replicas.size());
        for (var replica : replicas) {
            if (replica.able(due)) {
                able.add(replica);
            }
        }
        return able;
    }

    boolean othersCouldMove(Baton.Runner runner) {
        var due = store.anythingDue();
        return replicas.stream().anyMatch(replica -> !replica.runs(runner) && replica.able(due));
    }

    private boolean turnOfTheWorld() {
        var next = events.peek();
        if (next == null || next.at().isAfter(now)) {
            return false;
        }
        events.remove().what().run();
        return true;
    }

    private Instant nextMoment() {
        var next = store.nextDue();
        var event = events.peek();
        if (event != null && event.at().isBefore(next)) {
            next = event.at();
        }
        for (var replica : replicas) {
            var moment = replica.nextMoment();
            if (moment.isAfter(now) && moment.isBefore(next)) {
                next = moment;
            }
        }
        return next;
    }
}
