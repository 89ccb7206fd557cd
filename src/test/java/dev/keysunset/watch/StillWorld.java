package dev.keysunset.watch;

import dev.keysunset.GivenClock;
import dev.keysunset.PostgresResource;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.scenario.FastWorld;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in whose clock only the test moves, and a service without ticks, at the tempo of production. Every test has a Region to
 * itself, because canaries are shared by all keys of a place.
 */
@Alternative
@Singleton
public class StillWorld {
    /** Read through the event history and through a log group. */
    static final String BOTH = "111122223333";

    /** Read through a log group alone. */
    static final String LOGS = "444455556666";

    static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "eu-central-1",
            "ap-south-1");

    private static @Nullable StandIn running;
    private static @Nullable KeyArn canaryKey;

    /** Stands disabled in {@code eu-west-3} of the account {@link #LOGS} for canaries alone. */
    static KeyArn canaryKey() {
        return Objects.requireNonNull(canaryKey);
    }

    static StandIn standIn() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException("the world has not begun");
        }
        return started;
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(StillWorld.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(Beginning.class));
        }
    }

    public static class Beginning implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            var started = StandIn.start(
                    StandInOptions.prompt().withRate(0).withStartAt(Instant.parse("2026-11-02T09:00:00Z")));
            running = started;
            var made = started.fleet()
                    .createKey(KeyPlan.in(new Place(LOGS, "eu-west-3"), "").state(KeyState.DISABLED));
            canaryKey = made;
            return settings(started, made);
        }

        @Override
        public void stop() {
            standIn().close();
        }
    }

    @Produces
    @Singleton
    DomainClock stillClock() {
        return new GivenClock(() -> standIn().clock().now());
    }

    private static Map<String, String> settings(StandIn started, KeyArn canaryKey) {
        var settings = new HashMap<>(FastWorld.settings(started.endpoint()));
        settings.keySet().removeIf(name -> name.startsWith("keysunset.tempo.") || name.startsWith("keysunset.watch."));
        settings.put("quarkus.scheduler.enabled", "false");
        for (var account : List.of(BOTH, LOGS)) {
            settings.put("keysunset.aws.accounts." + account + ".regions", String.join(",", REGIONS));
        }
        settings.put("keysunset.aws.accounts." + BOTH + ".feeds", "lookup,logs");
        settings.put("keysunset.aws.accounts." + LOGS + ".feeds", "logs");
        settings.put("keysunset.aws.accounts." + LOGS + ".canary-keys", canaryKey.toString());
        settings.put("keysunset.policies.standard.observation-window", "P1D");
        settings.put("keysunset.retirement.caps.max-disabled-per-account", "100");
        return settings;
    }
}
