package dev.keysunset.simulation;

import dev.keysunset.GivenReading;
import dev.keysunset.engine.Asking;
import dev.keysunset.engine.CanaryCalls;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.FactsGathering;
import dev.keysunset.engine.FamilyReading;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.Remembering;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.canaries.CanaryLedger;
import dev.keysunset.watch.canaries.CanaryStep;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedStep;
import dev.keysunset.watch.polling.Sweeping;
import dev.keysunset.watch.polling.WatchPace;
import dev.keysunset.watch.records.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One copy of the service. Nothing in it outlives a crash: a replica that is started again is wired anew. */
final class Replica {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    private static final WatchPace PACE =
            new WatchPace(Duration.ofDays(2), Duration.ofMinutes(15), Duration.ofSeconds(8), Duration.ofHours(1));
    private static final Duration RESTART = Duration.ofSeconds(20);

    private final World world;
    private final String name;
    private Service service;
    private Instant deadUntil = Instant.MIN;

    private Baton.@Nullable Runner runner;

    private record Service(
            Journal journal, RetirementStep retirements, FeedLedger ledger, FeedStep feeds, CanaryStep canaries) {}

    Replica(World world, String name) {
        this.world = world;
        this.name = name;
        this.service = wired();
    }

    /** @param due whether there is anything to do for whoever looks */
    boolean able(boolean due) {
        if (deadUntil.isAfter(world.now)) {
            return false;
        }
        return runner == null ? due : !runner.pausedUntil.isAfter(world.now);
    }

    boolean runs(Baton.Runner candidate) {
        return runner == candidate;
    }

    Instant nextMoment() {
        return deadUntil.isAfter(world.now) || runner == null ? deadUntil : runner.pausedUntil;
    }

    void die(Instant until) {
        deadUntil = until;
    }

    void release() {
        if (runner != null) {
            runner.resume();
        }
    }

    /** @return false when it goes on with interrupted work, on the thread of that work */
    boolean move() {
        if (runner != null) {
            runner.resume();
            return false;
        }
        var current = world.baton.new Runner(name);
        runner = current;
        world.baton.moving = current;
        try {
            work();
        } catch (Crash e) {
            if (world.baton.over()) {
                throw e;
            }
            service = wired();
            die(world.now.plus(RESTART));
        } catch (Weather.Trouble e) {
            world.story.tell(name, "fails: " + e.getMessage());
        }
        world.baton.moving = null;
        runner = null;
        return true;
    }

    private void work() {
        var claims = service.journal.claimDue(1);
        claims.forEach(service.retirements::run);
        if (claims.isEmpty()) {
            service.ledger.claimDue(1).forEach(service.feeds::run);
            service.canaries.claimDue(1).forEach(service.canaries::run);
        }
    }

    private Service wired() {
        var baton = world.baton;
        var journal = baton.between(Journal.class, world.store.journal());
        var keys = baton.between(Keys.class, world.aws.keysFor(name));
        var trail = baton.between(Trail.class, world.feeds);
        var watched = baton.between(WatchedKeys.class, world.store);
        var ledger = baton.between(FeedLedger.class, world.store.ledger());
        var canaries = baton.between(CanaryLedger.class, world.store.canaries());
        var calls = baton.between(CanaryCalls.class, world.aws.canariesFor(name));
        var restraints = baton.between(Restraints.class, world.store);
        var reader = new RecordReader(world.feeds);
        var clocks = new Clocks(new SimClock(world), () -> world.now, world::nextId, CALL_TIMEOUT, () -> Duration.ZERO);
        var patience = new FeedStep.Patience(clocks, world.tempo, PACE);
        var watch = new Sweeping(ledger, trail, watched, reader, patience);
        var reading = GivenReading.of(keys);
        var family = new FamilyReading(reading, new InTurn(), clocks);
        var gathering = new FactsGathering(family, watch, new Remembering(journal, clocks), restraints, world.tempo);
        return new Service(
                journal,
                new RetirementStep(gathering, journal, keys, clocks, world.tempo),
                ledger,
                new FeedStep(ledger, trail, watched, reader, patience),
                new CanaryStep(canaries, calls, watched, world.feeds, patience));
    }

    /** Only one moves at a time, so that a seed tells the same story twice. */
    private record InTurn() implements Asking {
        @Override
        public <Q, A> List<A> all(List<Q> questions, Duration within, Function<Q, A> ask, Function<Q, A> late) {
            return questions.stream().map(ask).toList();
        }
    }

    private record SimClock(World world) implements DomainClock {
        @Override
        public Instant now() {
            return world.now;
        }

        @Override
        public Instant after(Duration real) {
            return world.now.plus(real);
        }
    }
}
