package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** New material for an old key. */
@Conformance
class RotationTest {
    private static final Duration SETTLING = Duration.ofMinutes(15);

    private final Subject aws;

    RotationTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void isOffUntilItIsAskedFor() {
        var key = aws.keys().create(aws.kms());
        assertThat(status(key).keyRotationEnabled()).isFalse();
        assertThat(status(key).keyId()).isIn(key.keyId(), key.arn());
        aws.kms().enableKeyRotation(request -> request.keyId(key.arn()).rotationPeriodInDays(180));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(status(key).keyRotationEnabled()).isTrue());
        assertThat(status(key).rotationPeriodInDays()).isEqualTo(180);
        assertThat(Duration.between(aws.patience().now(), status(key).nextRotationDate()))
                .isBetween(Duration.ofDays(179), Duration.ofDays(181));
        aws.kms().disableKeyRotation(request -> request.keyId(key.arn()));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(status(key).keyRotationEnabled()).isFalse());
    }

    /** A tool that keeps keys in order can leave this record on a disabled key; nobody used the key. */
    @Test
    void cannotBeAskedForOnADisabledKey() {
        var key = aws.keys().create(aws.kms());
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(Refusal.of(
                                        () -> aws.kms().enableKeyRotation(request -> request.keyId(key.arn()))))
                                .isEqualTo(Refusal.saying("DisabledException", key.arn() + " is disabled.")));
    }

    @Test
    void isReportedAsOffWhileTheKeyAwaitsDeletionAndReturns() {
        var key = aws.keys().create(aws.kms());
        aws.kms().enableKeyRotation(request -> request.keyId(key.arn()));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(status(key).keyRotationEnabled()).isTrue());
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(status(key).keyRotationEnabled()).isFalse());
        aws.kms().cancelKeyDeletion(request -> request.keyId(key.arn()));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(aws.kms()
                                        .describeKey(request -> request.keyId(key.arn()))
                                        .keyMetadata()
                                        .keyState())
                                .isEqualTo(KeyState.DISABLED));
        aws.patience()
                .until(
                        SETTLING,
                        () -> assertThat(status(key).keyRotationEnabled()).isTrue());
    }

    @Test
    void isNotForKeyPairs() {
        var pair = aws.keys().shared(aws.kms(), KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        var refusal = Refusal.of(() -> aws.kms().enableKeyRotation(request -> request.keyId(pair.arn())));
        assertThat(refusal.code()).isEqualTo("UnsupportedOperationException");
    }

    private GetKeyRotationStatusResponse status(KeyMetadata key) {
        return aws.kms().getKeyRotationStatus(request -> request.keyId(key.arn()));
    }
}
