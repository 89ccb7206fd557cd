package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.aws.CallFailed.Nature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingTest {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-02T09:00:00Z");
    private int attempts;

    @ParameterizedTest
    @EnumSource(value = Nature.class, names = "FINAL", mode = EnumSource.Mode.EXCLUDE)
    void triesAsOftenAsTheSettingsSayWithGrowingPauses(Nature nature) {
        assertThatThrownBy(() ->
                        retrying(Map.of("keysunset.aws.retry-delay", "PT1S")).call(_ -> failing(nature)))
                .isInstanceOf(CallFailed.class);
        assertThat(attempts).isEqualTo(4);
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void triesOnceWhatAnotherAttemptDoesNotChange() {
        assertThatThrownBy(() -> retrying(Map.of()).call(_ -> failing(Nature.FINAL)))
                .isInstanceOf(CallFailed.class);
        assertThat(attempts).isOne();
        assertThat(pauses).isEmpty();
    }

    @Test
    void stopsWhenThePatienceWouldEndInsideThePause() {
        var retrying = retrying(Map.of("keysunset.aws.read-patience", "PT3S"));
        assertThatThrownBy(() -> retrying.call(_ -> {
                    now = now.plusSeconds(2);
                    return failing(Nature.UNANSWERED);
                }))
                .isInstanceOf(CallFailed.class);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void tellsEachAttemptHowMuchPatienceIsLeft() {
        var left = new ArrayList<Duration>();
        String answer = retrying(Map.of()).call(patience -> {
            left.add(patience);
            now = now.plusSeconds(5);
            return left.size() < 3 ? failing(Nature.FAULT) : "answer";
        });
        assertThat(answer).isEqualTo("answer");
        assertThat(left).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(15), Duration.ofSeconds(10));
    }

    private String failing(Nature nature) {
        attempts++;
        throw new CallFailed("kms:DescribeKey", "Any", "any", nature);
    }

    private Retrying retrying(Map<String, String> changes) {
        return new Retrying(AwsFixture.settings("http://127.0.0.1:1", changes), () -> now, pauses::add, () -> 0.5);
    }
}
