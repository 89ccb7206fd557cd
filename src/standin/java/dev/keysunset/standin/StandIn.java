package dev.keysunset.standin;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Forecast;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.ground.Setting;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.http.HttpServer;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import dev.keysunset.standin.wire.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running stand-in. Clients reach it at {@link #endpoint()}; tests in the same JVM also through these methods. */
public final class StandIn implements AutoCloseable {
    private final World world;
    private final HttpServer server;

    private StandIn(World world, HttpServer server) {
        this.world = world;
        this.server = server;
    }

    /**
     * Starts on the loopback address; it answers when this returns.
     *
     * @throws IllegalArgumentException naming the setting, the file or the field of a story that is wrong
     */
    public static StandIn start(StandInOptions options) {
        var world = new World(options);
        world.storyteller().begin(options.fleet());
        var server = new HttpServer(options.port(), world.clock(), options.realTime(), world.door(), world.control());
        var standIn = new StandIn(world, server);
        world.clock().inOrder(() -> world.reachableAt(standIn.endpoint()));
        return standIn;
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

    /** A resource that is encrypted with a key; one of the same name is replaced. */
    public void put(Holding holding) {
        world.clock().inOrder(() -> world.holdings().put(holding));
    }

    /** Changes settings by name, as {@code PUT /_standin/settings} does. */
    public void change(Map<String, String> settings) {
        world.clock().inOrder(() -> world.choices().change(settings));
    }

    /** Every call so far, oldest first. */
    public List<CallLog.Entry> calls() {
        return world.clock().inOrder(() -> world.callLog().since(0));
    }

    /** Installs a fault; the id is what {@link #release} takes. */
    public int addFault(FaultRule rule) {
        return world.clock().inOrder(() -> world.faults().add(rule));
    }

    /** Lets faults happen by chance from now on, in episodes; empty ends it. */
    public void weather(Optional<Forecast> forecast) {
        world.clock().inOrder(() -> forecast.ifPresentOrElse(world.weather()::begin, world.weather()::end));
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
        var isKnown = world.clock().inOrder(() -> world.faults().end(faultId).isPresent());
        if (!isKnown) {
            throw new IllegalArgumentException("There is no fault " + faultId);
        }
    }

    /** Changes one setting while the world goes on. */
    public <T> void change(Setting<T> setting, T value) {
        change(Map.of(setting.name(), setting.write(value)));
    }

    public void switchTrailLogging(Place place, boolean on) {
        world.clock().inOrder(() -> world.trail().switchLogging(place, on));
    }

    @Override
    public void close() {
        server.close();
    }
}
