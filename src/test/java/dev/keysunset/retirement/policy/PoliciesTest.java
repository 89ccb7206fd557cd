package dev.keysunset.retirement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.keysunset.core.Policy;
import dev.keysunset.engine.Clocks;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.retirement.StoredJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class PoliciesTest {
    @Inject
    Policies policies;

    @Inject
    Clocks clocks;

    @Inject
    Stage stage;

    @Test
    void areStoredAtTheStartAndNotAgainWhileTheirRulesAreTheSame() {
        policies.keep();

        assertThat(policies.offered())
                .extracting(policy -> policy.name().name())
                .containsExactly("office", "quick", "standard");
        assertThat(policies.offered(Optional.of("nobody"))).isEmpty();
        assertThat(stage.count("select count(*) from policy where name = 'quick'"))
                .isEqualTo(1);
    }

    /** Otherwise every policy would have a new version, and a retirement that pinned the old one could not be read. */
    @Test
    void areTheSameAsThoseStoredBeforeThereWasACalendar() {
        var rules = settings(Map.of()).rules("standard");
        var calendar = ",\"calendar\":" + StoredJson.of(rules.safety().calendar());
        var stored = StoredJson.of(rules);
        assertThat(stored).contains(calendar);
        assertThat(StoredJson.read(stored.replace(calendar, ""), new TypeReference<PolicyRules>() {}))
                .isEqualTo(rules);
    }

    @Test
    void haveStatedDefaults() {
        assertThat(settings(Map.of()).rules("standard"))
                .isEqualTo(new PolicyRules(
                        Duration.ofDays(90),
                        Duration.ofDays(30),
                        30,
                        new Policy.Consent(1, 2, Duration.ofDays(14)),
                        new Policy.Safety(
                                "keysunset:exempt",
                                true,
                                new Policy.Blindness(true, Duration.ofDays(2), Duration.ofDays(1)))));
    }

    @Test
    void getANewVersionWhenTheirRulesChangeAndKeepTheOldOne() {
        var first = kept("P10D");
        var second = kept("P20D");

        assertThat(second.name().version()).isEqualTo(first.name().version() + 1);
        assertThat(QuarkusTransaction.requiringNew().call(() -> policies.pinned(first.name())))
                .isEqualTo(first);
        assertThat(second.observationWindow()).isEqualTo(Duration.ofDays(20));
    }

    private Policy kept(String observationWindow) {
        var configured = new Policies(
                clocks,
                settings(Map.of(
                        "keysunset.default-policy",
                        "changing",
                        "keysunset.policies.changing.observation-window",
                        observationWindow)));
        return QuarkusTransaction.requiringNew().call(() -> {
            configured.keep();
            return configured.offered(Optional.empty()).orElseThrow();
        });
    }

    private static PolicySettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(PolicySettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(PolicySettings.class);
    }
}
