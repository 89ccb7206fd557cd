package dev.keysunset.standin;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fleet.DemoFleet;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.http.HttpServer;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import dev.keysunset.standin.wire.Outcome;
import java.net.URI;
import java.util.List;

/** A running stand-in. Clients reach it at {@link #endpoint()}; tests in the same JVM also through these methods. */
public final class StandIn implements AutoCloseable {
    private final World world;
    private final HttpServer server;

    private StandIn(World world, HttpServer server) {
        this.world = world;
        this.server = server;
    }

    /** Starts on the loopback address; it answers when this returns. */
    public static StandIn start(StandInOptions options) {
        var world = new World(options);
        if (options.fleet() == StandInOptions.FleetName.DEMO) {
            DemoFleet.plans(world.clock().now()).forEach(world.fleet()::createKey);
        }
        return new StandIn(world, new HttpServer(options.port(), world.clock(), world.door(), world.control()));
    }

    public int port() {
        return server.port();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public DomainClock clock() {
        return world.clock();
    }

    public Fleet fleet() {
        return world.fleet();
    }

    /** An application's call, as {@code POST /_standin/use} makes it. */
    public Outcome use(KeyArn key, KeyUse use) {
        return world.application().use(key, use);
    }

    /** Every call so far, oldest first. */
    public List<CallLog.Entry> calls() {
        return world.clock().inOrder(() -> world.callLog().since(0));
    }

    /** Installs a fault; the id is what {@link #release} takes. */
    public int addFault(FaultRule rule) {
        return world.clock().inOrder(() -> world.faults().add(rule));
    }

    /** How many calls a fault of kind HOLD keeps waiting. */
    public int held(int faultId) {
        return world.clock()
                .inOrder(() -> world.faults().all().stream()
                        .filter(installed -> installed.id() == faultId)
                        .mapToInt(installed -> installed.held())
                        .sum());
    }

    /** Ends a fault; calls it held are carried out now. */
    public void release(int faultId) {
        world.clock()
                .inOrder(() -> world.faults()
                        .remove(faultId)
                        .orElseThrow(() -> new IllegalArgumentException("There is no fault " + faultId))
                        .forEach(Runnable::run));
    }

    public void switchTrailLogging(Place place, boolean on) {
        world.clock().inOrder(() -> world.trail().switchLogging(place, on));
    }

    @Override
    public void close() {
        server.close();
    }
}
