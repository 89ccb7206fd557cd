package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyPairs;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.kms.KmsBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;

/** The DryRun option: everything but the deed. */
class DryRunTest extends StandInFixture {
    private static final SdkBytes BYTES = SdkBytes.fromUtf8String("data");
    private static final String WOULD_HAVE =
            "DryRunOperationException: The request would have succeeded, but the DryRun option is set.";

    private final KmsClient kms = clients.kms(ACCOUNT);

    /** A call with the option set. */
    interface Operation {
        Object call(KmsClient kms, String key);
    }

    private record Row(String name, KeySpec spec, KeyUsage usage, Operation operation) {
        Arguments arguments() {
            return Arguments.of(name, spec, usage, operation);
        }
    }

    private static final List<Row> ROWS = List.of(
            symmetric(
                    "Encrypt",
                    (kms, key) -> kms.encrypt(r -> r.keyId(key).plaintext(BYTES).dryRun(true))),
            symmetric(
                    "Decrypt",
                    (kms, key) -> kms.decrypt(
                            r -> r.keyId(key).dryRun(true).dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT))),
            symmetric(
                    "ReEncrypt",
                    (kms, key) -> kms.reEncrypt(r -> r.sourceKeyId(key)
                            .destinationKeyId(key)
                            .dryRun(true)
                            .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT))),
            symmetric(
                    "GenerateDataKey",
                    (kms, key) -> kms.generateDataKey(
                            r -> r.keyId(key).keySpec("AES_256").dryRun(true))),
            symmetric(
                    "GenerateDataKeyWithoutPlaintext",
                    (kms, key) -> kms.generateDataKeyWithoutPlaintext(
                            r -> r.keyId(key).keySpec("AES_256").dryRun(true))),
            symmetric(
                    "GenerateDataKeyPair",
                    (kms, key) -> kms.generateDataKeyPair(
                            r -> r.keyId(key).keyPairSpec("ECC_NIST_P256").dryRun(true))),
            symmetric(
                    "GenerateDataKeyPairWithoutPlaintext",
                    (kms, key) -> kms.generateDataKeyPairWithoutPlaintext(
                            r -> r.keyId(key).keyPairSpec("ECC_NIST_P256").dryRun(true))),
            new Row(
                    "Sign",
                    KeySpec.ECC_NIST_P256,
                    KeyUsage.SIGN_VERIFY,
                    (kms, key) -> kms.sign(r -> r.keyId(key)
                            .message(BYTES)
                            .signingAlgorithm("ECDSA_SHA_256")
                            .dryRun(true))),
            new Row(
                    "GenerateMac",
                    KeySpec.HMAC_256,
                    KeyUsage.GENERATE_VERIFY_MAC,
                    (kms, key) -> kms.generateMac(r -> r.keyId(key)
                            .message(BYTES)
                            .macAlgorithm("HMAC_SHA_256")
                            .dryRun(true))),
            new Row(
                    "DeriveSharedSecret",
                    KeySpec.ECC_NIST_P256,
                    KeyUsage.KEY_AGREEMENT,
                    (kms, key) -> kms.deriveSharedSecret(r -> r.keyId(key)
                            .keyAgreementAlgorithm("ECDH")
                            .publicKey(SdkBytes.fromByteArray(KeyPairs.generate(KeySpec.ECC_NIST_P256)
                                    .getPublic()
                                    .getEncoded()))
                            .dryRun(true))),
            new Row(
                    "Encapsulate",
                    KeySpec.ML_KEM_512,
                    KeyUsage.ENCAPSULATE_DECAPSULATE,
                    (kms, key) -> kms.encapsulate(
                            r -> r.keyId(key).encapsulationAlgorithm("ML_KEM").dryRun(true))));

    static Stream<Arguments> operations() {
        return ROWS.stream().map(Row::arguments);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void tellsThatItWouldHaveSucceededAndCountsNothing(String name, KeySpec spec, KeyUsage usage, Operation operation) {
        var key = key(spec, usage);
        assertThat(text(errorOf(() -> operation.call(kms, key)))).isEqualTo(WOULD_HAVE);
        standIn.clock().advance(Duration.ofHours(2));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage().timestamp())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void tellsTheStateOfTheKeyOnlyIfToldSo(String name, KeySpec spec, KeyUsage usage, Operation operation) {
        var key = key(spec, usage);
        kms.disableKey(r -> r.keyId(key));
        assertThat(text(errorOf(() -> operation.call(kms, key))))
                .isEqualTo("DisabledException: " + key + " is disabled.");
        standIn.change(Map.of(KmsBehaviour.DRY_RUN_CHECKS_STATE.name(), "false"));
        assertThat(text(errorOf(() -> operation.call(kms, key)))).isEqualTo(WOULD_HAVE);
    }

    @Test
    void failsAsTheCallItselfWould() {
        var key = key(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT);
        var ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(BYTES)).ciphertextBlob();
        assertThat(text(errorOf(
                        () -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).dryRun(true)))))
                .isEqualTo(WOULD_HAVE);
        assertThat(errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext)
                                .encryptionContext(Map.of("not", "its own"))
                                .dryRun(true)))
                        .errorCode())
                .isEqualTo("InvalidCiphertextException");
        assertThat(errorOf(() -> kms.generateDataKey(r -> r.keyId(key).dryRun(true)))
                        .errorCode())
                .isEqualTo("ValidationException");
        kms.putKeyPolicy(r -> r.keyId(key).policy(KeyPolicies.standard(ACCOUNT).replace("\"Statement\":[", """
            "Statement":[{"Effect":"Deny","Principal":"*","Action":"kms:Decrypt","Resource":"*"},\
            """)));
        assertThat(errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).dryRun(true)))
                        .errorCode())
                .isEqualTo("AccessDeniedException");
    }

    private String key(KeySpec spec, KeyUsage usage) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(spec).usage(usage))
                .toString();
    }

    private static Row symmetric(String name, Operation operation) {
        return new Row(name, KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, operation);
    }

    private static String text(AwsErrorDetails error) {
        return error.errorCode() + ": " + error.errorMessage();
    }
}
