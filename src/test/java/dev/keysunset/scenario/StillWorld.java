package dev.keysunset.scenario;

import dev.keysunset.GivenClock;
import dev.keysunset.PostgresResource;
import dev.keysunset.SideBySide;
import dev.keysunset.Story;
import dev.keysunset.WhatIsDue;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.view.VerdictMetrics;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.watch.feeds.FeedMetrics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** A stand-in whose clock only the test moves, and a service without ticks, which takes its steps when the test says so. */
@Alternative
@Singleton
public class StillWorld {
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    static final String ORGANISATION = "999900001111";
    static final List<String> MEMBERS = List.of("300000000001", "300000000002");

    private static @Nullable StandIn running;

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
            var started = StandIn.start(StandInOptions.prompt().withRate(0).withStartAt(START));
            running = started;
            return settings(started);
        }

        @Override
        public void stop() {
            standIn().close();
        }
    }

    static StandIn standIn() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException("the world has not begun");
        }
        return started;
    }

    @Produces
    @Singleton
    DomainClock stillClock() {
        return new GivenClock(() -> standIn().clock().now());
    }

    /** Takes the service's steps, one after the other, whoever asks for them. */
    @Singleton
    public static class Hands {
        private static final Duration HOUR = Duration.ofHours(1);

        private final WhatIsDue due;
        private final FeedMetrics feedMetrics;
        private final VerdictMetrics verdictMetrics;
        private final SideBySide stories =
                new SideBySide(() -> standIn().clock().now(), this::live);

        Hands(WhatIsDue due, FeedMetrics feedMetrics, VerdictMetrics verdictMetrics) {
            this.due = due;
            this.feedMetrics = feedMetrics;
            this.verdictMetrics = verdictMetrics;
        }

        /** Tells all of them in the same time. */
        Stream<DynamicTest> tell(Story... together) {
            return stories.tell(together);
        }

        /** Everything that is due now, and what it makes due. */
        synchronized void settle() {
            // Bounded, because what cannot go on may ask to be looked at again at once.
            var rounds = 20;
            while (rounds > 0 && stepped()) {
                rounds--;
            }
        }

        /** Time passes, and the service keeps up with it. */
        void pass(Duration time) {
            for (var left = time; left.isPositive(); left = left.minus(HOUR)) {
                stories.pass(left.compareTo(HOUR) < 0 ? left : HOUR);
            }
        }

        /** As {@link #pass}, but no further than that. */
        void passUntil(BooleanSupplier reached, Duration atMost) {
            for (var left = atMost; left.isPositive() && !reached.getAsBoolean(); left = left.minus(HOUR)) {
                pass(HOUR);
            }
        }

        private void live(Duration time) {
            standIn().clock().advance(time);
            settle();
        }

        /** Time passes, and the service does not run. */
        void sleep(Duration time) {
            standIn().clock().advance(time);
        }

        /** What the metrics say is as fresh as this. */
        void measure() {
            feedMetrics.refresh();
            verdictMetrics.refresh();
        }

        private boolean stepped() {
            return due.poll() + due.decide() > 0;
        }
    }

    private static Map<String, String> settings(StandIn started) {
        var settings = new HashMap<>(FastWorld.settings(started.endpoint()));
        settings.keySet().removeIf(name -> name.startsWith("keysunset.tempo") || name.startsWith("keysunset.watch"));
        settings.put("quarkus.scheduler.enabled", "false");
        settings.put("keysunset.dependants.fresh-for", "PT1H");
        // No canary is called here: these stories are about what stands without them.
        settings.put("keysunset.policies.standard.canary-required", "false");
        settings.put("keysunset.policies.standard.observation-window", "P1D");
        settings.put("keysunset.policies.standard.blind-margin", "P2D");
        settings.put("keysunset.tempo.listening.lag", "PT3H");
        settings.put("keysunset.tempo.listening.poll-interval", "PT1H");
        settings.put("keysunset.tempo.pace.look-again", "PT1H");
        settings.put("keysunset.watch.footing-every", "PT3H");
        for (var account = 1; account <= 9; account++) {
            account(settings, "20000000000" + account, "logs");
        }
        account(settings, "200000000010", "logs,lookup");
        account(settings, "200000000011", "logs");
        account(settings, "200000000012", "logs");
        account(settings, "200000000013", "logs");
        account(settings, "200000000014", "logs");
        for (var member : MEMBERS) {
            account(settings, member, "logs");
            var prefix = "keysunset.aws.accounts." + member + ".";
            settings.put(prefix + "log-group-name", "/aws/cloudtrail/organization");
            settings.put(prefix + "log-group-account-id", ORGANISATION);
            settings.put(prefix + "log-group-region", "us-east-1");
        }
        settings.put("keysunset.aws.accounts." + ORGANISATION + ".name", "audit");
        settings.put("keysunset.aws.accounts." + ORGANISATION + ".external-id", "keysunset-demo");
        return settings;
    }

    private static void account(Map<String, String> settings, String id, String feeds) {
        var account = "keysunset.aws.accounts." + id + ".";
        settings.put(account + "name", "account " + id);
        settings.put(account + "external-id", "keysunset-demo");
        settings.put(account + "regions", "us-east-1");
        settings.put(account + "feeds", feeds);
        settings.put(account + "log-group-name", "/aws/cloudtrail/management");
    }
}
