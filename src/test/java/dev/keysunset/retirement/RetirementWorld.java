package dev.keysunset.retirement;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.keysunset.GivenAccounts;
import dev.keysunset.GivenRules;
import dev.keysunset.PostgresResource;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.RoleStanding;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Dependants;
import dev.keysunset.engine.Rights;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The world around the room: AWS without a network, a domain clock that the test moves, no ticks. */
@Alternative
@Singleton
public class RetirementWorld {
    public static final Place PLACE = new Place("111122223333", "us-east-1");
    public static final Place OTHER_PLACE = new Place("111122223333", "eu-west-1");

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(RetirementWorld.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("quarkus.devservices.enabled", "false"),
                    Map.entry("quarkus.scheduler.enabled", "false"),
                    Map.entry("quarkus.datasource.db-kind", "postgresql"),
                    Map.entry("quarkus.flyway.migrate-at-start", "true"),
                    Map.entry("quarkus.hibernate-orm.schema-management.strategy", "validate"),
                    Map.entry("keysunset.default-policy", "standard"),
                    Map.entry("keysunset.policies.standard.deletion-approvals", "2"),
                    Map.entry("keysunset.policies.quick.observation-window", "P7D"),
                    Map.entry("keysunset.retirement.caps.max-disabled-per-account", "3"),
                    Map.entry("keysunset.policies.office.calendar.zone", "Europe/Berlin"),
                    Map.entry("keysunset.policies.office.calendar.days", "TUESDAY"),
                    Map.entry("keysunset.policies.office.calendar.from", "03:00"),
                    Map.entry("keysunset.policies.office.calendar.until", "03:30"));
        }
    }

    @Produces
    @Singleton
    MovingClock movingClock() {
        return new MovingClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Produces
    @Singleton
    Clocks clocks(MovingClock domain, SkewAtWill skew) {
        return new Clocks(
                domain,
                java.time.Clock.systemUTC()::instant,
                UuidCreator::getTimeOrderedEpoch,
                Duration.ofSeconds(5),
                skew);
    }

    @Produces
    @Singleton
    Tempo tempo() {
        return new Tempo(
                Duration.ofMinutes(5),
                GivenRules.LISTENING,
                new Tempo.Pace(Duration.ofMinutes(10), Duration.ofMinutes(1)),
                Duration.ofHours(24),
                List.of(Duration.ofMinutes(10), Duration.ofHours(1)));
    }

    @Produces
    @Singleton
    SkewAtWill skew() {
        return new SkewAtWill();
    }

    @Produces
    @Singleton
    KeysInMemory keysInMemory() {
        return new KeysInMemory();
    }

    @Produces
    @Singleton
    Accounts accounts() {
        return GivenAccounts.of("payments", new TreeSet<>(Set.of(PLACE, OTHER_PLACE)));
    }

    @Produces
    @Singleton
    Dependants dependants() {
        return (_, _) -> Reading.read(List.of());
    }

    @Produces
    @Singleton
    Rights rights() {
        return _ -> Reading.read(RoleStanding.ALLOWED);
    }

    @Produces
    @Singleton
    SilentFeeds feeds() {
        return new SilentFeeds();
    }
}
