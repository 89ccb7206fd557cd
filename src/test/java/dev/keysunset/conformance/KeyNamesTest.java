package dev.keysunset.conformance;

import static dev.keysunset.conformance.Refusal.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The names that lead to a key, and AWS's words where they lead to none. */
@Conformance
class KeyNamesTest {
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);
    private static final String NOBODY = "00000000-1111-2222-3333-444444444444";

    private final Subject aws;

    KeyNamesTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void makesASymmetricKeyUnlessToldOtherwise() {
        var key = aws.keys().shared(aws.kms());
        assertThat(key.arn()).isEqualTo(arn("key/" + key.keyId()));
        assertThat(key.awsAccountId()).isEqualTo(aws.account());
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
        assertThat(key.multiRegion()).isFalse();
        assertThat(key.deletionDate()).isNull();
    }

    @Test
    void findsAKeyByIdArnAliasAndAliasArn() {
        var key = aws.keys().shared(aws.kms());
        var alias = aws.keys().newAlias();
        aws.kms().createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        for (var name : new String[] {key.keyId(), key.arn(), alias, arn(alias)}) {
            aws.patience()
                    .until(
                            CONSISTENCY,
                            () -> assertThat(aws.kms()
                                            .describeKey(request -> request.keyId(name))
                                            .keyMetadata()
                                            .arn())
                                    .as(name)
                                    .isEqualTo(key.arn()));
            assertThat(aws.kms()
                            .encrypt(request -> request.keyId(name).plaintext(SdkBytes.fromUtf8String("x")))
                            .keyId())
                    .as(name)
                    .isEqualTo(key.arn());
        }
    }

    @Test
    void saysWhichNameLeadsNowhere() {
        var missing = aws.keys().newAlias();
        assertThat(describing(NOBODY))
                .isEqualTo(saying("NotFoundException", "Key '" + arn("key/" + NOBODY) + "' does not exist"));
        assertThat(describing(arn("key/" + NOBODY)))
                .isEqualTo(saying("NotFoundException", "Key '" + arn("key/" + NOBODY) + "' does not exist"));
        assertThat(describing(missing))
                .isEqualTo(saying("NotFoundException", "Alias " + arn(missing) + " is not found."));
        assertThat(describing("fake-key-id")).isEqualTo(saying("NotFoundException", "Invalid keyId 'fake-key-id'"));
        var elsewhere = arn("key/" + NOBODY).replace(aws.region(), "ap-south-2");
        assertThat(describing(elsewhere)).isEqualTo(saying("NotFoundException", "Invalid arn ap-south-2"));
    }

    private Refusal describing(String name) {
        return Refusal.of(() -> aws.kms().describeKey(request -> request.keyId(name)));
    }

    private String arn(String resource) {
        return "arn:aws:kms:" + aws.region() + ":" + aws.account() + ":" + resource;
    }
}
