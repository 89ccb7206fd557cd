package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.BroughtBack;
import dev.keysunset.engine.KeysBroughtBack;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal remembers of keys that were brought back in a place. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class KeysBroughtBackTest {
    @Inject
    Stage stage;

    @Inject
    KeysBroughtBack broughtBack;

    private UUID id;

    @BeforeEach
    void longAfterAllOthers() {
        stage.clear();
        stage.pass(BroughtBack.REMEMBERED);
        id = stage.submit();
    }

    @Test
    void tellsWhenAwsLastCarriedOutEachCallInThePlace() {
        done("EnableKey");
        stage.pass(Duration.ofDays(3));
        var enabled = done("EnableKey");
        stage.pass(Duration.ofDays(1));
        done("DisableKey");
        assertThat(broughtBack.lastIn(RetirementWorld.PLACE))
                .isEqualTo(new BroughtBack(Optional.of(enabled), Optional.empty()));
        var cancelled = done("CancelKeyDeletion");
        assertThat(broughtBack.lastIn(RetirementWorld.PLACE))
                .isEqualTo(new BroughtBack(Optional.of(enabled), Optional.of(cancelled)));
        assertThat(broughtBack.lastIn(RetirementWorld.OTHER_PLACE)).isEqualTo(BroughtBack.NEVER);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        done("EnableKey");
        stage.pass(BroughtBack.REMEMBERED);
        assertThat(broughtBack.lastIn(RetirementWorld.PLACE)).isEqualTo(BroughtBack.NEVER);
    }

    @Test
    void countsNothingThatAwsRefusedOrNobodyKnowsTheEndOf() {
        intended("EnableKey");
        outcome(intended("CancelKeyDeletion"), "'REFUSED', '" + stage.clock.now() + "', null, 'AccessDenied', 'no'");
        assertThat(broughtBack.lastIn(RetirementWorld.PLACE)).isEqualTo(BroughtBack.NEVER);
    }

    private Instant done(String action) {
        var now = stage.clock.now();
        outcome(intended(action), "'DONE', '" + now + "', 'request', null, null");
        return now;
    }

    private UUID intended(String action) {
        var effect = UUID.randomUUID();
        var now = stage.clock.now();
        stage.sql(
                "insert into effect (id, retirement_id, key_arn, action, intended_at, fenced_until, lease_token) select '"
                        + effect + "', retirement_id, key_arn, '" + action + "', '" + now + "', '" + now
                        + "', gen_random_uuid() from retirement_member where retirement_id = '" + id + "'");
        return effect;
    }

    private void outcome(UUID effect, String values) {
        stage.sql("insert into effect_outcome (effect_id, outcome, at, request_id, code, message) values ('" + effect
                + "', " + values + ")");
    }
}
