package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DateHeadersTest extends AwsFixture {
    /** The header's resolution is taken off: what may be rounding is no skew. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    @Test
    void isZeroUntilAWSHasAnswered() {
        ahead = Duration.ofMinutes(10);
        assertThat(dateHeaders.measured()).isZero();
    }

    @Test
    void measuresHowFarWeAreAhead() {
        ahead = Duration.ofMinutes(10);
        room.keys().describe(key());
        assertThat(dateHeaders.measured()).isEqualTo(Duration.ofMinutes(10).minus(ROUNDING));
    }

    @Test
    void measuresHowFarWeAreBehind() {
        ahead = Duration.ofMinutes(-10);
        room.keys().describe(key());
        assertThat(dateHeaders.measured()).isEqualTo(Duration.ofMinutes(-10));
    }

    @Test
    void forgetsTheSkewOnceTheClockIsRepaired() {
        ahead = Duration.ofMinutes(10);
        var key = key();
        room.keys().describe(key);
        ahead = Duration.ZERO;
        room.keys().describe(key);
        assertThat(dateHeaders.measured()).isZero();
    }
}
