package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Pacing pacing = new Pacing(AwsFixture.settings(
            "http://127.0.0.1:1",
            Map.of("keysunset.aws.rates.last-usage", "0.01", "keysunset.aws.rates.key-reads", "0.01")));

    @Test
    void refusesACallWhoseTurnComesTooLate() {
        pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, SOON);
        assertThatThrownBy(() -> pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, SOON))
                .isInstanceOfSatisfying(CallFailed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("ThrottlingException");
                    assertThat(failed.worthAnotherAttempt()).isFalse();
                });
    }

    @Test
    void countsEachPlaceAndEachApiApart() {
        pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, SOON);
        assertThatCode(() -> {
                    pacing.await(AwsFixture.ELSEWHERE, Api.GET_KEY_LAST_USAGE, SOON);
                    pacing.await(AwsFixture.PLACE, Api.DESCRIBE_KEY, SOON);
                    pacing.await(AwsFixture.PLACE, Api.LIST_GRANTS, SOON);
                })
                .doesNotThrowAnyException();
    }
}
