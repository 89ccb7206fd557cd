package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyPairs;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** Data keys, pairs of them, and random bytes. */
@Tag("compute")
class DataKeyTest extends StandInFixture {
    private static final Map<String, String> CONTEXT = Map.of("Volume", "7");
    private static final byte[] MESSAGE = {1, 2, 3};

    private final KmsClient kms = clients.kms(ACCOUNT);

    @ParameterizedTest
    @CsvSource({"AES_128, , 16", "AES_256, , 32", ", 1, 1", ", 1024, 1024"})
    void makesADataKeyAsLongAsAskedFor(DataKeySpec spec, Integer bytes, int length) {
        var key = key().toString();
        var made = kms.generateDataKey(
                r -> r.keyId(key).keySpec(spec).numberOfBytes(bytes).encryptionContext(CONTEXT));
        assertThat(made.plaintext().asByteArray()).hasSize(length);
        var opened = kms.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()).encryptionContext(CONTEXT));
        assertThat(opened.plaintext()).isEqualTo(made.plaintext());
        assertThat(opened.keyMaterialId()).isEqualTo(made.keyMaterialId()).hasSize(64);

        var sealed = kms.generateDataKeyWithoutPlaintext(
                r -> r.keyId(key).keySpec(spec).numberOfBytes(bytes));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob()))
                        .plaintext()
                        .asByteArray())
                .hasSize(length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                |      | Please specify either number of bytes or key spec.
        AES_256 | 32   | Please specify either number of bytes or key spec.
                | 0    | 1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value greater than or equal to 1
                | 1025 | 1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024
        AES_512 |      | 1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [AES_256, AES_128]
        """)
    void refusesALengthThatIsNone(String spec, Integer bytes, String text) {
        var key = key().toString();
        var error = errorOf(
                () -> kms.generateDataKey(r -> r.keyId(key).keySpec(spec).numberOfBytes(bytes)));
        assertThat(error.errorCode()).isEqualTo("ValidationException");
        assertThat(error.errorMessage()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RSA_2048      | SIGN_VERIFY     | <key> key usage is SIGN_VERIFY which is not valid for GenerateDataKey.
        ECC_NIST_P256 | KEY_AGREEMENT   | <key> key usage is KEY_AGREEMENT which is not valid for GenerateDataKey.
        RSA_2048      | ENCRYPT_DECRYPT | You cannot generate a data key with an asymmetric CMK
        """)
    void makesDataKeysOnlyUnderASymmetricKey(KeySpec spec, KeyUsage usage, String text) {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(spec).usage(usage))
                .toString();
        var error = errorOf(() -> kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256")));
        assertThat(error.errorCode()).isEqualTo("InvalidKeyUsageException");
        assertThat(error.errorMessage()).isEqualTo(text.replace("<key>", key));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSA, SHA256withRSA",
        "ECC_NIST_P256, EC, SHA256withECDSA",
        "ECC_NIST_P384, EC, SHA384withECDSA",
        "ECC_NIST_P521, EC, SHA512withECDSA",
        "ECC_NIST_EDWARDS25519, Ed25519, Ed25519"
    })
    void makesPairsThatWorkOutside(DataKeyPairSpec spec, String type, String algorithm)
            throws GeneralSecurityException {
        var key = key().toString();
        var made = kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec(spec).encryptionContext(CONTEXT));
        assertThat(made.keyId()).isEqualTo(key);
        assertThat(made.keyPairSpec()).isEqualTo(spec);
        var opened = kms.decrypt(
                r -> r.ciphertextBlob(made.privateKeyCiphertextBlob()).encryptionContext(CONTEXT));
        assertThat(opened.plaintext()).isEqualTo(made.privateKeyPlaintext());
        assertThat(isPair(made.privateKeyPlaintext(), made.publicKey(), type, algorithm))
                .isTrue();

        var sealed = kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(key).keyPairSpec(spec));
        var privateKey = kms.decrypt(r -> r.ciphertextBlob(sealed.privateKeyCiphertextBlob()))
                .plaintext();
        assertThat(isPair(privateKey, sealed.publicKey(), type, algorithm)).isTrue();
        assertThat(isPair(privateKey, made.publicKey(), type, algorithm)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "RSA_3072"})
    void makesPairsOfTheOtherSpecs(DataKeyPairSpec spec) {
        var made = kms.generateDataKeyPair(r -> r.keyId(key().toString()).keyPairSpec(spec));
        var another = KeyPairs.generate(KeySpec.valueOf(spec.name()));
        assertThat(made.publicKey().asByteArray())
                .hasSameSizeAs(another.getPublic().getEncoded());
    }

    @ParameterizedTest
    @CsvSource({"ECC_SECG_P256K1", "SM2"})
    void hasNoPairsOnCurvesTheJdkDoesNotKnow(String spec) {
        var error = errorOf(
                () -> kms.generateDataKeyPair(r -> r.keyId(key().toString()).keyPairSpec(spec)));
        assertThat(error.errorCode()).isEqualTo("UnsupportedOperationException");
    }

    @Test
    void givesRandomBytesWithoutAKey() {
        assertThat(kms.generateRandom(r -> r.numberOfBytes(24)).plaintext().asByteArray())
                .hasSize(24);
        assertThat(kms.generateRandom(r -> r.numberOfBytes(24)).plaintext())
                .isNotEqualTo(kms.generateRandom(r -> r.numberOfBytes(24)).plaintext());
        assertThat(errorOf(() -> kms.generateRandom(r -> r.numberOfBytes(1025))).errorCode())
                .isEqualTo("ValidationException");
        assertThat(errorOf(kms::generateRandom).errorCode()).isEqualTo("ValidationException");
    }

    @Test
    void countsEachOperationUnderItsName() {
        var key = key().toString();
        kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"));
        assertThat(lastOperation(key)).isEqualTo("GenerateDataKey");
        kms.generateDataKeyPairWithoutPlaintext(r -> r.keyId(key).keyPairSpec("ECC_NIST_P256"));
        assertThat(lastOperation(key)).isEqualTo("GenerateDataKeyPairWithoutPlaintext");
        kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("ECC_NIST_P256"));
        assertThat(lastOperation(key)).isEqualTo("GenerateDataKeyPair");
        kms.generateRandom(r -> r.numberOfBytes(8));
        assertThat(lastOperation(key)).isEqualTo("GenerateDataKeyPair");
    }

    private String lastOperation(String key) {
        standIn.clock().advance(Duration.ofHours(1));
        return kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage().operationAsString();
    }

    private static boolean isPair(SdkBytes privateKey, SdkBytes publicKey, String type, String algorithm)
            throws GeneralSecurityException {
        var factory = KeyFactory.getInstance(type);
        var signature = Signature.getInstance(algorithm);
        signature.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey.asByteArray())));
        signature.update(MESSAGE);
        var signed = signature.sign();
        signature.initVerify(factory.generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())));
        signature.update(MESSAGE);
        return signature.verify(signed);
    }
}
