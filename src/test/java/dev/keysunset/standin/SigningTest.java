package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Signatures and codes: made inside, checked by the JDK outside. */
@Tag("compute")
class SigningTest extends StandInFixture {
    private static final byte[] TEXT = "pay to bearer".getBytes(StandardCharsets.UTF_8);

    private final KmsClient kms = clients.kms(ACCOUNT);

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, RSA, SHA256withRSA",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_384, RSA, SHA384withRSA",
        "RSA_3072, RSASSA_PKCS1_V1_5_SHA_512, RSA, SHA512withRSA",
        "RSA_2048, RSASSA_PSS_SHA_256, RSA, RSASSA-PSS",
        "RSA_2048, RSASSA_PSS_SHA_384, RSA, RSASSA-PSS",
        "RSA_3072, RSASSA_PSS_SHA_512, RSA, RSASSA-PSS",
        "ECC_NIST_P256, ECDSA_SHA_256, EC, SHA256withECDSA",
        "ECC_NIST_P384, ECDSA_SHA_384, EC, SHA384withECDSA",
        "ECC_NIST_P521, ECDSA_SHA_512, EC, SHA512withECDSA"
    })
    void signsAMessageAndItsDigestAlike(KeySpec spec, SigningAlgorithmSpec algorithm, String type, String jdk)
            throws GeneralSecurityException {
        var key = key(spec);
        var digest = MessageDigest.getInstance("SHA-" + bits(algorithm)).digest(TEXT);
        var ofMessage = sign(key, TEXT, MessageType.RAW, algorithm);
        var ofDigest = sign(key, digest, MessageType.DIGEST, algorithm);

        assertThat(verifiedOutside(key, type, jdk, algorithm, ofMessage)).isTrue();
        assertThat(verifiedOutside(key, type, jdk, algorithm, ofDigest)).isTrue();
        assertThat(verify(key, TEXT, MessageType.RAW, algorithm, ofDigest)).isEqualTo("valid");
        assertThat(verify(key, digest, MessageType.DIGEST, algorithm, ofMessage))
                .isEqualTo("valid");
        digest[0] ^= 1;
        assertThat(verify(key, digest, MessageType.DIGEST, algorithm, ofMessage))
                .isEqualTo("KMSInvalidSignatureException");
        assertThat(verify(key, digest, MessageType.RAW, algorithm, ofMessage))
                .isEqualTo("KMSInvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, Ed25519",
        "ML_DSA_44, ML_DSA_SHAKE_256, ML-DSA",
        "ML_DSA_65, ML_DSA_SHAKE_256, ML-DSA",
        "ML_DSA_87, ML_DSA_SHAKE_256, ML-DSA"
    })
    void signsWholeMessagesWithTheNewerAlgorithms(KeySpec spec, SigningAlgorithmSpec algorithm, String jdk)
            throws GeneralSecurityException {
        var key = key(spec);
        var signature = sign(key, TEXT, MessageType.RAW, algorithm);
        assertThat(verifiedOutside(key, jdk, jdk, algorithm, signature)).isTrue();
        assertThat(verify(key, TEXT, MessageType.RAW, algorithm, signature)).isEqualTo("valid");
        assertThat(verify(key, new byte[] {1}, MessageType.RAW, algorithm, signature))
                .isEqualTo("KMSInvalidSignatureException");
    }

    @Test
    void signsADigestByEdwardsCurve() throws GeneralSecurityException {
        var key = key(KeySpec.ECC_NIST_EDWARDS25519);
        var digest = MessageDigest.getInstance("SHA-512").digest(TEXT);
        var algorithm = SigningAlgorithmSpec.ED25519_PH_SHA_512;
        var signature = sign(key, digest, MessageType.DIGEST, algorithm);
        assertThat(verify(key, digest, MessageType.DIGEST, algorithm, signature))
                .isEqualTo("valid");
        assertThat(verifiedOutside(key, "Ed25519", "Ed25519", algorithm, signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RSA_2048              | RSASSA_PSS_SHA_256 | DIGEST      | ValidationException           | Digest is invalid length for algorithm RSASSA_PSS_SHA_256.
        ECC_NIST_P521         | ECDSA_SHA_512      | DIGEST      | ValidationException           | Digest is invalid length for algorithm ECDSA_SHA_512.
        ECC_NIST_P256         | ECDSA_SHA_384      | RAW         | InvalidKeyUsageException      | Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.
        ECC_NIST_P256         | ECDSA_SHA_256      | EXTERNAL_MU | ValidationException           | Message type EXTERNAL_MU is incompatible with key spec ECC_NIST_P256.
        ECC_NIST_EDWARDS25519 | ED25519_SHA_512    | DIGEST      | ValidationException           | Message type DIGEST is incompatible with algorithm ED25519_SHA_512.
        ECC_NIST_EDWARDS25519 | ED25519_PH_SHA_512 | RAW         | ValidationException           | Message type RAW is incompatible with algorithm ED25519_PH_SHA_512.
        ML_DSA_44             | ML_DSA_SHAKE_256   | DIGEST      | ValidationException           | Message type DIGEST is incompatible with key spec ML_DSA_44.
        ML_DSA_44             | ML_DSA_SHAKE_256   | EXTERNAL_MU | UnsupportedOperationException | Message type EXTERNAL_MU is not supported.
        """)
    void refusesWhatDoesNotGoTogether(
            KeySpec spec, SigningAlgorithmSpec algorithm, MessageType type, String code, String text) {
        var error = errorOf(() -> sign(key(spec), TEXT, type, algorithm));
        assertThat(error.errorCode()).isEqualTo(code);
        assertThat(error.errorMessage()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECC_SECG_P256K1", "SM2"})
    void hasNoKeysOnCurvesTheJdkDoesNotKnow(String spec) {
        var error = errorOf(() -> kms.createKey(r -> r.keySpec(spec).keyUsage("SIGN_VERIFY")));
        assertThat(error.errorCode()).isEqualTo("UnsupportedOperationException");
        assertThat(error.errorMessage()).isEqualTo("KeySpec " + spec + " is not supported in this Region");
    }

    @ParameterizedTest
    @CsvSource({"HMAC_224", "HMAC_256", "HMAC_384", "HMAC_512"})
    void checksItsOwnCodes(KeySpec spec) {
        var key = key(spec);
        var algorithm = MacAlgorithmSpec.valueOf(spec.name().replace("HMAC_", "HMAC_SHA_"));
        var message = SdkBytes.fromByteArray(TEXT);
        var mac = kms.generateMac(r -> r.keyId(key).message(message).macAlgorithm(algorithm))
                .mac();
        assertThat(mac.asByteArray()).hasSize(spec.bits() / 8);
        assertThat(kms.verifyMac(r -> r.keyId(key).message(message).mac(mac).macAlgorithm(algorithm))
                        .macValid())
                .isTrue();
        assertThat(errorOf(() -> kms.verifyMac(
                                r -> r.keyId(key).message(mac).mac(mac).macAlgorithm(algorithm)))
                        .errorCode())
                .isEqualTo("KMSInvalidMacException");
    }

    @Test
    void givesThePublicKeyOfADisabledKeyWithoutCountingAUse() {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(KeySpec.RSA_2048).state(KeyState.DISABLED))
                .toString();
        var given = kms.getPublicKey(r -> r.keyId(key));
        assertThat(given.keySpecAsString()).isEqualTo("RSA_2048");
        assertThat(given.keyUsageAsString()).isEqualTo(KeyUsage.SIGN_VERIFY.name());
        assertThat(given.signingAlgorithms()).hasSize(6);
        standIn.clock().advance(Duration.ofHours(2));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage().timestamp())
                .isNull();
    }

    private String key(KeySpec spec) {
        return standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(spec)).toString();
    }

    private byte[] sign(String key, byte[] message, MessageType type, SigningAlgorithmSpec algorithm) {
        return kms.sign(r -> r.keyId(key)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(type)
                        .signingAlgorithm(algorithm))
                .signature()
                .asByteArray();
    }

    /** "valid", or the error's code. */
    private String verify(
            String key, byte[] message, MessageType type, SigningAlgorithmSpec algorithm, byte[] signature) {
        try {
            var answer = kms.verify(r -> r.keyId(key)
                    .message(SdkBytes.fromByteArray(message))
                    .messageType(type)
                    .signature(SdkBytes.fromByteArray(signature))
                    .signingAlgorithm(algorithm));
            return Boolean.TRUE.equals(answer.signatureValid()) ? "valid" : "not valid";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private boolean verifiedOutside(String key, String type, String jdk, SigningAlgorithmSpec algorithm, byte[] signed)
            throws GeneralSecurityException {
        var encoded = kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
        PublicKey publicKey = KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded));
        var signature = Signature.getInstance(jdk);
        if (jdk.equals("RSASSA-PSS")) {
            var hash = "SHA-" + bits(algorithm);
            signature.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits(algorithm) / 8, 1));
        }
        signature.initVerify(publicKey);
        signature.update(TEXT);
        return signature.verify(signed);
    }

    private static int bits(SigningAlgorithmSpec algorithm) {
        return Integer.parseInt(algorithm.name().substring(algorithm.name().lastIndexOf('_') + 1));
    }
}
