package dev.keysunset.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Usage;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;

class LastUsageTest {
    private static final KeyArn KEY = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/1234abcd");
    private static final Instant TRACKING = Instant.parse("2026-04-23T00:00:00Z");
    private static final Instant USED = Instant.parse("2026-06-01T10:00:00Z");

    @Test
    void readsTheLastUse() {
        var usage = KeyLastUsageData.builder()
                .timestamp(USED)
                .operation("Decrypt")
                .cloudTrailEventId("e1")
                .build();
        assertThat(LastUsage.of(KEY, answer(TRACKING).keyLastUsage(usage).build()))
                .isEqualTo(new Usage.Used(USED, "Decrypt", Optional.of("e1")));
    }

    @Test
    void keepsTheNameOfAnOperationItDoesNotKnow() {
        var usage =
                KeyLastUsageData.builder().timestamp(USED).operation("Teleport").build();
        assertThat(LastUsage.of(KEY, answer(TRACKING).keyLastUsage(usage).build()))
                .isEqualTo(new Usage.Used(USED, "Teleport", Optional.empty()));
    }

    @Test
    void readsAnEmptyObjectAsNeverUsedWhenTheKeyIsNotOlderThanTheTracking() {
        var answer = answer(TRACKING)
                .keyLastUsage(KeyLastUsageData.builder().build())
                .build();
        assertThat(LastUsage.of(KEY, answer)).isEqualTo(new Usage.NeverUsed(TRACKING));
    }

    @Test
    void readsAnEmptyObjectAsNotSinceTrackingWhenTheKeyIsOlder() {
        var answer = answer(TRACKING.minusMillis(1))
                .keyLastUsage(KeyLastUsageData.builder().build())
                .build();
        assertThat(LastUsage.of(KEY, answer)).isEqualTo(new Usage.NotSinceTracking(TRACKING));
    }

    @Test
    void doesNotGuessWhenADateIsMissing() {
        var answer = GetKeyLastUsageResponse.builder()
                .keyId(KEY.toString())
                .trackingStartDate(TRACKING)
                .build();
        assertThat(LastUsage.of(KEY, answer)).isInstanceOf(Usage.Unreadable.class);
    }

    @Test
    void doesNotBelieveAnAnswerAboutAnotherKey() {
        var answer = answer(TRACKING)
                .keyId(KEY.toString().replace("us-east-1", "eu-west-1"))
                .build();
        assertThat(LastUsage.of(KEY, answer))
                .isInstanceOfSatisfying(
                        Usage.Unreadable.class,
                        unreadable -> assertThat(unreadable.code()).isEqualTo("WrongKey"));
    }

    private static GetKeyLastUsageResponse.Builder answer(Instant created) {
        return GetKeyLastUsageResponse.builder()
                .keyId(KEY.toString())
                .keyCreationDate(created)
                .trackingStartDate(TRACKING);
    }
}
