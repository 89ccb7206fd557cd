package dev.keysunset.retirement.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.retirement.RetirementSettings;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How long the caps make the keys of one plan wait for each other. */
@NullMarked
class WavesTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final Duration LENGTH = Duration.ofDays(60);
    private static final Duration DAY = Duration.ofDays(1);

    private record Caps(int maxDisabled, int maxDisabledPerAccount, int maxScheduledPerDay)
            implements RetirementSettings.Caps {
        @Override
        public int maxRollbacksPerHour() {
            return 10;
        }
    }

    @Test
    void letsNobodyWaitWhileTheCapsHaveRoom() {
        var waves = new Waves(new Caps(500, 100, 100));
        assertThat(last(waves, ACCOUNT, 100).isNone()).isTrue();
    }

    @Test
    void countsAWavesDaysFromItsOwnFirstKey() {
        var waves = new Waves(new Caps(500, 100, 100));
        last(waves, ACCOUNT, 100);
        assertThat(last(waves, ACCOUNT, 1)).isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
        assertThat(last(waves, ACCOUNT, 99)).isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
        assertThat(last(waves, ACCOUNT, 1)).isEqualTo(new Waves.Wait(LENGTH.multipliedBy(2), Duration.ZERO));
    }

    @Test
    void spreadsAWaveOverTheDaysThatItsSchedulingTakes() {
        var waves = new Waves(new Caps(500, 250, 100));
        assertThat(last(waves, ACCOUNT, 100).scheduling()).isZero();
        assertThat(last(waves, ACCOUNT, 1).scheduling()).isEqualTo(DAY);
        assertThat(last(waves, ACCOUNT, 149).scheduling()).isEqualTo(DAY.multipliedBy(2));
        assertThat(last(waves, ACCOUNT, 1)).isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
    }

    @Test
    void countsTheKeysOfAllAccountsInAWave() {
        var waves = new Waves(new Caps(500, 100, 100));
        last(waves, ACCOUNT, 101);
        assertThat(last(waves, OTHER_ACCOUNT, 1)).isEqualTo(new Waves.Wait(Duration.ZERO, DAY));
        assertThat(last(waves, OTHER_ACCOUNT, 99)).isEqualTo(new Waves.Wait(Duration.ZERO, DAY));
        assertThat(last(waves, OTHER_ACCOUNT, 1))
                .as("the wave has one key of the first account")
                .isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
    }

    @Test
    void beginsAWaveWhereTheCapOverAllIsReached() {
        var waves = new Waves(new Caps(3, 3, 2));
        assertThat(last(waves, ACCOUNT, 2).isNone()).isTrue();
        assertThat(last(waves, OTHER_ACCOUNT, 1)).isEqualTo(new Waves.Wait(Duration.ZERO, DAY));
        assertThat(last(waves, OTHER_ACCOUNT, 1)).isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
    }

    @Test
    void countsEveryMemberOfAFamily() {
        var waves = new Waves(new Caps(500, 4, 4));
        assertThat(waves.next(ACCOUNT, 3, LENGTH).isNone()).isTrue();
        assertThat(waves.next(ACCOUNT, 3, LENGTH)).isEqualTo(new Waves.Wait(LENGTH, Duration.ZERO));
        assertThat(waves.next(OTHER_ACCOUNT, 2, LENGTH)).isEqualTo(new Waves.Wait(Duration.ZERO, DAY));
    }

    /** The wait of the last of so many single keys, one after the other. */
    private static Waves.Wait last(Waves waves, String accountId, int keys) {
        for (var before = 1; before < keys; before++) {
            waves.next(accountId, 1, LENGTH);
        }
        return waves.next(accountId, 1, LENGTH);
    }
}
