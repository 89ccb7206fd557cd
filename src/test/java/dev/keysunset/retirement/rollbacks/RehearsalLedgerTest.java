package dev.keysunset.retirement.rollbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import dev.keysunset.core.Rehearsal.Outcome;
import dev.keysunset.engine.RehearsalLedger;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One rehearsal a day and place, remembered before it is made. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class RehearsalLedgerTest {
    private static final KeyArn KEY =
            KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    private static final KeyArn ELSEWHERE =
            KeyArn.of("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");

    @Inject
    RehearsalLedger ledger;

    @Inject
    Stage stage;

    @BeforeEach
    void onAnotherDay() {
        stage.clear();
    }

    @Test
    void letsOneBeMadeEachDayInEachPlace() {
        assertThat(ledger.intend(UUID.randomUUID(), KEY)).isTrue();
        assertThat(ledger.intend(UUID.randomUUID(), KEY)).isFalse();
        assertThat(ledger.intend(UUID.randomUUID(), ELSEWHERE)).isTrue();
        stage.pass(Duration.ofDays(1));
        assertThat(ledger.intend(UUID.randomUUID(), KEY)).isTrue();
    }

    @Test
    void tellsTheLatestOfWhichTheEndIsKnown() {
        for (var outcome :
                List.of(new Outcome.LetThrough(), new Outcome.Denied("no"), new Outcome.Inconclusive("it is gone"))) {
            var rehearsal = intended();
            ledger.answered(rehearsal, outcome);
            var expected = new Rehearsal(KEY, stage.clock.now(), outcome);
            assertThat(ledger.latest(KEY.place())).contains(expected);
            stage.pass(Duration.ofDays(1));
            intended();
            assertThat(ledger.latest(KEY.place())).contains(expected);
            stage.pass(Duration.ofDays(1));
        }
        assertThat(ledger.latest(new Place("999988887777", "us-east-1"))).isEmpty();
    }

    private UUID intended() {
        var rehearsal = UUID.randomUUID();
        assertThat(ledger.intend(rehearsal, KEY)).isTrue();
        return rehearsal;
    }
}
