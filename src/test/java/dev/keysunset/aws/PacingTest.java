package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private static final Optional<Instant> WHENEVER = Optional.empty();

    private final Pacing pacing = new Pacing(AwsFixture.settings(
            "http://127.0.0.1:1",
            Map.of("keysunset.aws.rates.last-usage", "0.01", "keysunset.aws.rates.key-reads", "0.01")));

    @Test
    void refusesACallWhoseTurnComesTooLate() {
        pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, WHENEVER, SOON);
        assertThatThrownBy(() -> pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, WHENEVER, SOON))
                .isInstanceOfSatisfying(CallFailed.class, failed -> {
                    assertThat(failed.code()).isEqualTo("ThrottlingException");
                    assertThat(failed.worthAnotherAttempt()).isFalse();
                });
    }

    @Test
    void countsEachPlaceAndEachApiApart() {
        pacing.await(AwsFixture.PLACE, Api.GET_KEY_LAST_USAGE, WHENEVER, SOON);
        assertThatCode(() -> {
                    pacing.await(AwsFixture.ELSEWHERE, Api.GET_KEY_LAST_USAGE, WHENEVER, SOON);
                    pacing.await(AwsFixture.PLACE, Api.DESCRIBE_KEY, WHENEVER, SOON);
                    pacing.await(AwsFixture.PLACE, Api.LIST_GRANTS, WHENEVER, SOON);
                })
                .doesNotThrowAnyException();
    }

    /** A thousand looks at keys that nobody needs are nothing against one that somebody does. */
    @Test
    void letsARollbacksLookPassThoseThatCanWait() {
        var narrow =
                new Pacing(AwsFixture.settings("http://127.0.0.1:1", Map.of("keysunset.aws.rates.key-reads", "10")));
        var passed = new ConcurrentLinkedQueue<Optional<Instant>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 30; i++) {
                threads.execute(() -> look(narrow, WHENEVER, passed));
            }
            await().until(() -> passed.size() >= 10);
            threads.execute(() -> look(narrow, Optional.of(AwsFixture.START), passed));
            await().until(() -> passed.contains(Optional.of(AwsFixture.START)));
            assertThat(passed).hasSizeLessThan(20);
        }
        assertThat(passed).hasSize(31);
    }

    private static void look(
            Pacing pacing, Optional<Instant> urgentSince, ConcurrentLinkedQueue<Optional<Instant>> passed) {
        pacing.await(AwsFixture.PLACE, Api.DESCRIBE_KEY, urgentSince, Duration.ofMinutes(1));
        passed.add(urgentSince);
    }
}
