package dev.keysunset.simulation;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.FactsGathering;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Keys;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.FeedLedger;
import dev.keysunset.watch.FeedStep;
import dev.keysunset.watch.RecordReader;
import dev.keysunset.watch.Sweeping;
import dev.keysunset.watch.WatchPace;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One copy of the service. Nothing in it outlives a crash: it is wired anew for every piece of work. */
final class Replica {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final World world;
    private final String name;
    private final RecordReader reader;
    private Instant deadUntil = Instant.MIN;

    private Baton.@Nullable Runner runner;

    Replica(World world, String name) {
        this.world = world;
        this.name = name;
        this.reader = new RecordReader(world.aws);
    }

    boolean able(Instant now) {
        if (runner != null) {
            return !runner.pausedUntil.isAfter(now);
        }
        return !deadUntil.isAfter(now) && world.store.anythingDue(now);
    }

    Instant nextMoment(Instant now) {
        if (runner != null) {
            return runner.pausedUntil;
        }
        return deadUntil.isAfter(now) ? deadUntil : now;
    }

    void move() {
        var current = runner;
        if (current == null) {
            current = world.baton.new Runner(name, this::work);
            runner = current;
        }
        current.goOn();
        if (current.done) {
            runner = null;
            var failure = current.failure;
            if (failure instanceof Crash) {
                deadUntil = world.now.plus(Duration.ofSeconds(20));
            } else if (failure instanceof AssertionError law) {
                throw law;
            } else if (failure != null) {
                throw new AssertionError(name + " failed", failure);
            }
        }
    }

    private void work() {
        var baton = world.baton;
        var journal = baton.between(Journal.class, world.store.journal());
        var keys = baton.between(Keys.class, world.aws.keysFor(name));
        var trail = baton.between(Trail.class, world.aws);
        var watched = baton.between(WatchedKeys.class, world.store);
        var ledger = baton.between(FeedLedger.class, world.store.ledger());
        var restraints = baton.between(Restraints.class, world.store);
        var clocks = new Clocks(new SimClock(world), () -> world.now, world::nextId, CALL_TIMEOUT);
        var patience = new FeedStep.Patience(
                clocks, World.TEMPO, new WatchPace(Duration.ofDays(2), Duration.ofSeconds(8), Duration.ofHours(1)));
        var watch = new Sweeping(ledger, trail, watched, reader, patience);
        var gathering = new FactsGathering(keys, watch, journal, restraints, World.TEMPO);
        var step = new RetirementStep(gathering, journal, keys, clocks, World.TEMPO);
        var claims = journal.claimDue(1);
        claims.forEach(step::run);
        if (claims.isEmpty()) {
            new FeedStep(ledger, trail, watched, reader, patience).runDue(1);
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
