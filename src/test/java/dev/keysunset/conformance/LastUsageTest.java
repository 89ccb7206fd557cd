package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyLastUsageTrackingOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** When AWS says a key was last used. AWS KMS API Reference, "GetKeyLastUsage". */
@Conformance
class LastUsageTest {
    /** "up to one hour", and a margin. */
    private static final Duration RECORDING = Duration.ofMinutes(75);

    private final Subject aws;

    LastUsageTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void isAnEmptyStructureBeforeTheFirstUse() {
        var key = aws.keys().create(aws.kms());
        var usage = usage(key);
        assertThat(usage.keyLastUsage()).isNotNull();
        assertThat(usage.keyLastUsage().timestamp()).isNull();
        assertThat(usage.keyLastUsage().operationAsString()).isNull();
        assertThat(usage.keyId()).isIn(key.keyId(), key.arn());
        // A key younger than the tracking is tracked since it was made.
        assertThat(usage.trackingStartDate()).isEqualTo(usage.keyCreationDate());
    }

    @Test
    void namesTheLastUseThatSucceeded() {
        var key = aws.keys().create(aws.kms());
        var before = aws.patience().now();
        aws.kms().encrypt(request -> request.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("x")));
        aws.patience()
                .until(
                        RECORDING,
                        () -> assertThat(usage(key).keyLastUsage().timestamp()).isNotNull());
        var usage = usage(key).keyLastUsage();
        assertThat(usage.operation()).isEqualTo(KeyLastUsageTrackingOperation.ENCRYPT);
        assertThat(usage.timestamp()).isBetween(before.minusSeconds(60), before.plus(Duration.ofMinutes(2)));
        assertThat(usage.cloudTrailEventId()).hasSize(36);
        assertThat(usage.kmsRequestId()).hasSize(36);
    }

    @Test
    void answersForAKeyThatIsDisabledOrPendingDeletion() {
        var key = aws.keys().create(aws.kms());
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        assertThat(usage(key).keyCreationDate()).isNotNull();
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));
        assertThat(usage(key).keyCreationDate()).isNotNull();
    }

    private GetKeyLastUsageResponse usage(KeyMetadata key) {
        return aws.kms().getKeyLastUsage(request -> request.keyId(key.keyId()));
    }
}
