package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** Asking whether a call would succeed. */
@Conformance
class DryRunTest {
    private static final Refusal WOULD_SUCCEED = Refusal.saying(
            "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    private static final SdkBytes TEXT = SdkBytes.fromUtf8String("hello");

    private final Subject aws;

    DryRunTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void saysThatTheCallWouldHaveSucceeded() {
        var key = aws.keys().shared(aws.kms()).arn();
        var mac = aws.keys()
                .shared(aws.kms(), KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC)
                .arn();
        assertThat(Refusal.of(() -> aws.kms()
                        .encrypt(request -> request.keyId(key).plaintext(TEXT).dryRun(true))))
                .isEqualTo(WOULD_SUCCEED);
        assertThat(Refusal.of(() -> aws.kms()
                        .generateDataKey(
                                request -> request.keyId(key).numberOfBytes(32).dryRun(true))))
                .isEqualTo(WOULD_SUCCEED);
        assertThat(Refusal.of(() -> aws.kms()
                        .generateMac(request -> request.keyId(mac)
                                .message(TEXT)
                                .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                                .dryRun(true))))
                .isEqualTo(WOULD_SUCCEED);
    }
}
