package dev.keysunset.inventory;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.keysunset.GivenAccounts;
import dev.keysunset.GivenClock;
import dev.keysunset.GivenRules;
import dev.keysunset.PostgresResource;
import dev.keysunset.SilentFeeds;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Accounts;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The world around the room: a shelf of keys in two places, a domain clock that stands still, no ticks. */
@NullMarked
@Alternative
@Singleton
public class InventoryWorld {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final Place PLACE = new Place("111122223333", "us-east-1");
    static final Place OTHER_PLACE = new Place("444455556666", "eu-west-1");

    /** Must be public for Quarkus. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(InventoryWorld.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(ApiWorld.users());
            overrides.put("quarkus.scheduler.enabled", "false");
            overrides.put("keysunset.dependants.patience", "PT30S");
            overrides.put("keysunset.dependants.lease", "PT6S");
            overrides.put("keysunset.default-policy", "standard");
            overrides.put("keysunset.policies.standard.deletion-approvals", "2");
            overrides.put("keysunset.candidates.rules.dry.except-aliases", "*prod*,zz-keep");
            overrides.put("keysunset.candidates.rules.dry.except-tags", "keep,stage=live");
            overrides.put("keysunset.candidates.rules.swift.idle-for", "P300D");
            overrides.put("keysunset.candidates.rules.swift.accounts", OTHER_PLACE.accountId());
            overrides.put("keysunset.candidates.rules.swift.notice", "PT0S");
            overrides.put("keysunset.candidates.rules.swift.submit", "true");
            overrides.put("keysunset.notify.targets.digest.channel", "slack");
            overrides.put("keysunset.notify.targets.digest.url", "https://chat.example.com/digest");
            overrides.put("keysunset.notify.targets.digest.kinds", "CANDIDATES_FOUND");
            overrides.put("keysunset.notify.targets.ledger.channel", "slack");
            overrides.put("keysunset.notify.targets.ledger.url", "https://chat.example.com/ledger");
            overrides.put("keysunset.notify.targets.ledger.owners", "ledger");
            return overrides;
        }
    }

    @Produces
    @Singleton
    DomainClock domain() {
        return GivenClock.at(NOW);
    }

    @Produces
    @Singleton
    Clocks clocks(DomainClock domain) {
        return new Clocks(
                domain,
                Clock.systemUTC()::instant,
                UuidCreator::getTimeOrderedEpoch,
                Duration.ofSeconds(5),
                () -> Duration.ZERO);
    }

    @Produces
    @Singleton
    Tempo tempo() {
        return new Tempo(
                Duration.ofMinutes(5),
                GivenRules.LISTENING,
                new Tempo.Pace(Duration.ofMinutes(10), Duration.ofMinutes(1)),
                Duration.ofHours(24),
                List.of(Duration.ofMinutes(10)));
    }

    @Produces
    @Singleton
    KeyShelf shelf() {
        return new KeyShelf();
    }

    @Produces
    @Singleton
    ResourceShelf resources() {
        return new ResourceShelf();
    }

    @Produces
    @Singleton
    Accounts accounts() {
        return GivenAccounts.of("payments", new TreeSet<>(Set.of(PLACE, OTHER_PLACE)));
    }

    @Produces
    @Singleton
    SilentFeeds feeds() {
        return new SilentFeeds();
    }
}
