package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

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

    @Test
    void keepsWhatAQuickAnswerToldWhenALongPollTellsLess() {
        ahead = Duration.ofMinutes(10);
        room.keys().describe(key());
        dateHeaders.heard(dated(START), domain.now().minusSeconds(20));
        assertThat(dateHeaders.measured()).isEqualTo(Duration.ofMinutes(10).minus(ROUNDING));
    }

    private static SdkHttpResponse dated(Instant at) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        return SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
    }
}
