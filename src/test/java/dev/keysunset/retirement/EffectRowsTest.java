package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Effect;
import dev.keysunset.core.EffectRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In which order a rollback finds what was done to a key. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class EffectRowsTest {
    @Inject
    Stage stage;

    @Inject
    EffectRows effects;

    @Test
    void areInTheOrderOfTheirRecordingWhereTheClocksOfTwoReplicasDiffer() {
        stage.clear();
        var id = stage.submit();
        var now = stage.clock.now();
        for (var intent : new String[][] {
            {"DisableKey", now.plus(Duration.ofSeconds(50)).toString()}, {"EnableKey", now.toString()}
        }) {
            stage.sql("insert into effect (id, retirement_id, key_arn, action, intended_at, fenced_until, lease_token)"
                    + " select gen_random_uuid(), retirement_id, key_arn, '" + intent[0] + "', '" + intent[1] + "', '"
                    + intent[1] + "', gen_random_uuid() from retirement_member where retirement_id = '" + id + "'");
        }

        assertThat(QuarkusTransaction.requiringNew().call(() -> effects.of(id)))
                .extracting(EffectRecord::effect)
                .hasExactlyElementsOfTypes(Effect.DisableKey.class, Effect.EnableKey.class);
    }
}
