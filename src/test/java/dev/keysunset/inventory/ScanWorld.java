package dev.keysunset.inventory;

import dev.keysunset.GivenClock;
import dev.keysunset.PostgresResource;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.ApiWorld;
import dev.keysunset.scenario.FastWorld;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fleet.KeyPlan;
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
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** A stand-in for AWS whose clock only the test moves, and a service without ticks over it. */
@NullMarked
@Alternative
@Singleton
public class ScanWorld {
    public static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
    public static final Place PLACE = new Place("111122223333", "us-east-1");
    public static final Place OTHER_PLACE = new Place("444455556666", "eu-west-1");

    /** Its role was deleted. */
    public static final Place WITHOUT_ROLE = new Place("777788889999", "us-east-1");

    private static @Nullable StandIn running;

    /** Must be public for Quarkus. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ScanWorld.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(Beginning.class));
        }
    }

    /** Must be public for Quarkus. */
    public static class Beginning implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            var started = StandIn.start(StandInOptions.prompt().withRate(0).withStartAt(START));
            running = started;
            var settings = new HashMap<>(FastWorld.settings(started.endpoint()));
            settings.keySet().removeIf(name -> name.startsWith("keysunset.users"));
            settings.putAll(ApiWorld.users());
            settings.put("quarkus.scheduler.enabled", "false");
            settings.put("keysunset.inventory.retry-after", "PT0.05S");
            settings.put("keysunset.policies.trusting.min-idle", "P30D");
            settings.put("keysunset.policies.trusting.accept-event-history", "true");
            settings.put("keysunset.aws.read-attempts", "2");
            settings.put("keysunset.aws.retry-delay", "PT0.01S");
            settings.put("keysunset.aws.accounts." + WITHOUT_ROLE.accountId() + ".name", "forgotten");
            settings.put("keysunset.aws.accounts." + WITHOUT_ROLE.accountId() + ".external-id", "keysunset-demo");
            settings.put("keysunset.aws.accounts." + WITHOUT_ROLE.accountId() + ".regions", WITHOUT_ROLE.region());
            return settings;
        }

        @Override
        public void stop() {
            standIn().close();
        }
    }

    public static StandIn standIn() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException("the world has not begun");
        }
        return started;
    }

    public static Instant now() {
        return standIn().clock().now();
    }

    public static KeyPlan plan(Place place, String alias) {
        return KeyPlan.in(new dev.keysunset.standin.key.Place(place.accountId(), place.region()), alias)
                .aged(Duration.ofDays(400));
    }

    public static KeyArn put(KeyPlan plan) {
        return KeyArn.of(standIn().fleet().createKey(plan).toString());
    }

    /** Somebody with rights of their own in the account. */
    public static KmsClient outsider(Place place) {
        return KmsClient.builder()
                .endpointOverride(standIn().endpoint())
                .region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(place.accountId(), StandInOptions.STANDARD_SECRET)))
                .build();
    }

    @Produces
    @Singleton
    DomainClock stillClock() {
        return new GivenClock(ScanWorld::now);
    }
}
