package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.keysunset.core.LookupReading.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How much the event history of one place can hold. */
class LookupReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Place HERE = new Place("111122223333", "us-east-1");
    private static final String ENCRYPTS = "ENCRYPT_DECRYPT";
    private static final String SIGNS = "SIGN_VERIFY";

    /** The standard: a call in two seconds, three quarters of a lease of two minutes, CloudTrail's lag, a poll in five minutes. */
    private static final LookupBudget BUDGET =
            new LookupBudget(0.5, Duration.ofSeconds(90), Duration.ofMinutes(15), Duration.ofMinutes(5));

    @Test
    void hasRoomForWhatItsCallsCanFollow() {
        assertThat(BUDGET.recordsASecond()).isCloseTo(50 * 0.5 * 90 / 990, within(0.001));
        assertThat(BUDGET.keys(1)).isEqualTo(150);
        assertThat(BUDGET.keys(1.5)).isEqualTo(100);
    }

    @Test
    void holdsAnyNumberOfKeysWherePlacesAreReadWhole() {
        var quiet = reading(1, 2.2, NOW);
        assertThat(quiet.full(SIGNS, 100_000, NOW)).isEmpty();
        assertThat(reading(1, 2.3, NOW).full(SIGNS, 0, NOW))
                .hasValueSatisfying(because -> assertThat(because)
                        .contains("2.3 records of KMS a second")
                        .contains("0.50 calls a second can follow 2.3"));
    }

    @Test
    void holdsAsManyKeysAsCanBeAskedForBetweenTwoPolls() {
        var reading = reading(1, 80, NOW);
        assertThat(reading.full(ENCRYPTS, 149, NOW)).isEmpty();
        assertThat(reading.full(ENCRYPTS, 150, NOW))
                .hasValueSatisfying(because -> assertThat(because)
                        .contains("150 keys are asked for one by one")
                        .contains("room for 150"));
        assertThat(reading(2, 80, NOW).full(ENCRYPTS, 75, NOW)).isPresent();
    }

    @Test
    void refusesNothingByWhatNobodyHasMeasuredLately() {
        assertThat(new LookupReading(HERE, new TreeSet<>(), Optional.empty(), 1, BUDGET).full(SIGNS, 0, NOW))
                .isEmpty();
        assertThat(reading(1, 80, NOW.minus(Duration.ofDays(1))).full(SIGNS, 0, NOW))
                .isEmpty();
        assertThat(reading(1, 80, NOW.minus(Duration.ofDays(1))).busy(NOW)).isFalse();
    }

    @Test
    void isBusyBeforeItIsFull() {
        assertThat(reading(1, 0.5, NOW).busy(NOW)).isFalse();
        assertThat(reading(1, 0.6, NOW).busy(NOW)).isTrue();
        assertThat(reading(1, 0.6, NOW).full(SIGNS, 0, NOW)).isEmpty();
    }

    private static LookupReading reading(double pagesAKey, double recordsASecond, Instant measuredAt) {
        return new LookupReading(
                HERE,
                new TreeSet<>(Set.of(ENCRYPTS)),
                Optional.of(new Measured(recordsASecond, measuredAt)),
                pagesAKey,
                BUDGET);
    }
}
