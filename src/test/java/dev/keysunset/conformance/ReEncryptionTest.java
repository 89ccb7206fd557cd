package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** Moving a ciphertext from one key to another. */
@Conformance
class ReEncryptionTest {
    private static final Duration SETTLING = Duration.ofMinutes(15);
    private static final SdkBytes TEXT = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> OLD = Map.of("version", "1");
    private static final Map<String, String> NEW = Map.of("version", "2");

    private final Subject aws;
    private final KeyMetadata source;
    private final KeyMetadata destination;
    private final SdkBytes ciphertext;

    ReEncryptionTest(Subject aws) {
        this.aws = aws;
        this.source = aws.keys().create(aws.kms());
        this.destination = aws.keys().create(aws.kms());
        this.ciphertext = aws.kms()
                .encrypt(request -> request.keyId(source.arn()).plaintext(TEXT).encryptionContext(OLD))
                .ciphertextBlob();
    }

    @Test
    void movesACiphertextWithoutShowingIt() {
        var moved = reEncrypt();
        assertThat(moved.sourceKeyId()).isEqualTo(source.arn());
        assertThat(moved.keyId()).isEqualTo(destination.arn());
        var opened = aws.kms()
                .decrypt(request ->
                        request.ciphertextBlob(moved.ciphertextBlob()).encryptionContext(NEW));
        assertThat(opened.plaintext()).isEqualTo(TEXT);
        assertThat(opened.keyId()).isEqualTo(destination.arn());
    }

    @Test
    void namesTheKeyThatIsDisabled() {
        for (var key : new KeyMetadata[] {source, destination}) {
            aws.kms().disableKey(request -> request.keyId(key.arn()));
            aws.patience()
                    .until(
                            SETTLING,
                            () -> assertThat(Refusal.of(this::reEncrypt))
                                    .isEqualTo(Refusal.saying("DisabledException", key.arn() + " is disabled.")));
            aws.kms().enableKey(request -> request.keyId(key.arn()));
            aws.patience().until(SETTLING, this::reEncrypt);
        }
    }

    private ReEncryptResponse reEncrypt() {
        return aws.kms()
                .reEncrypt(request -> request.ciphertextBlob(ciphertext)
                        .sourceEncryptionContext(OLD)
                        .destinationKeyId(destination.arn())
                        .destinationEncryptionContext(NEW));
    }
}
