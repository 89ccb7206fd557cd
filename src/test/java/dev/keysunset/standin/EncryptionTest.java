package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.KmsBehaviour;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** Encrypt and Decrypt, against the JDK where a key has a public half. */
@Tag("compute")
class EncryptionTest extends StandInFixture {
    private static final SdkBytes HELLO = SdkBytes.fromUtf8String("hello");
    private static final Map<String, String> CONTEXT = Map.of("Department", "Engineering", "Project", "Alpha");
    private static final String MADE_UP = "no ciphertext of anybody";

    private final KmsClient kms = clients.kms(ACCOUNT);

    @Test
    void findsTheKeyInTheCiphertext() {
        var key = key().toString();
        var ciphertext = encrypt(key, CONTEXT);
        var opened = kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(CONTEXT));
        assertThat(opened.plaintext()).isEqualTo(HELLO);
        assertThat(opened.keyId()).isEqualTo(key);
        assertThat(opened.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(opened.keyMaterialId()).matches("[0-9a-f]{64}");
        assertThat(kms.decrypt(r -> r.keyId(key).ciphertextBlob(ciphertext).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(HELLO);
    }

    @Test
    void opensACiphertextInAnyRegionOfAFamilyAndInNoOther() {
        var primary = standIn.fleet().createKey(KeyPlan.in(PLACE, "").multiRegion(List.of("eu-west-1")));
        var replica = new KeyArn(new Place(ACCOUNT, "eu-west-1"), primary.id());
        var ciphertext = encrypt(primary.toString(), Map.of());
        assertThat(clients.kms(ACCOUNT, "eu-west-1")
                        .decrypt(r -> r.ciphertextBlob(ciphertext))
                        .keyId())
                .isEqualTo(replica.toString());

        var error = errorOf(() -> clients.kms(ACCOUNT, "us-west-2").decrypt(r -> r.ciphertextBlob(ciphertext)));
        assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
        assertThat(error.errorMessage())
                .contains("the resource does not exist in this Region")
                .doesNotContain(primary.id());
    }

    @Test
    void tellsNothingOfACiphertextWhoseKeyIsDeleted() {
        var key = key().toString();
        var ciphertext = encrypt(key, Map.of());
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        assertThat(errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext))).errorCode())
                .isEqualTo("AccessDeniedException");
        assertThat(errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).keyId(key)))
                        .errorMessage())
                .isEqualTo("Key '" + key + "' does not exist");
    }

    @Test
    void refusesWhatItDidNotMakeSo() {
        var key = key().toString();
        var ciphertext = encrypt(key, CONTEXT);
        var tampered = ciphertext.asByteArray();
        tampered[tampered.length - 1] ^= 1;

        assertThat(codeOf(ciphertext, Map.of("Department", "Engineering"))).isEqualTo("InvalidCiphertextException");
        assertThat(codeOf(SdkBytes.fromByteArray(tampered), CONTEXT)).isEqualTo("InvalidCiphertextException");
        assertThat(codeOf(SdkBytes.fromUtf8String(MADE_UP), CONTEXT)).isEqualTo("InvalidCiphertextException");
        var other = key().toString();
        var error = errorOf(
                () -> kms.decrypt(r -> r.keyId(other).ciphertextBlob(ciphertext).encryptionContext(CONTEXT)));
        assertThat(text(error))
                .isEqualTo("IncorrectKeyException: The key ID in the request does not identify a CMK that can perform"
                        + " this operation.");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  made up, InvalidCiphertextException",
        "true,  of another key, IncorrectKeyException",
        "true,  in another context, DisabledException",
        "false, made up, DisabledException",
        "false, of another key, DisabledException",
        "false, in another context, DisabledException"
    })
    void looksAtUnreadableCiphertextBeforeTheStateOnlyIfToldSo(boolean early, String ciphertext, String code) {
        standIn.change(Map.of(KmsBehaviour.CIPHERTEXT_BEFORE_STATE.name(), Boolean.toString(early)));
        var key = key().toString();
        var bytes = switch (ciphertext) {
            case "made up" -> SdkBytes.fromUtf8String(MADE_UP);
            case "of another key" -> encrypt(key().toString(), Map.of());
            default -> encrypt(key, CONTEXT);
        };
        kms.disableKey(r -> r.keyId(key));
        assertThat(errorOf(() -> kms.decrypt(r -> r.keyId(key).ciphertextBlob(bytes)))
                        .errorCode())
                .isEqualTo(code);
    }

    @Test
    void takesPlaintextsOfOneTo4096Bytes() {
        var key = key().toString();
        assertThat(kms.encrypt(r -> r.keyId(key).plaintext(bytes(4096)))
                        .ciphertextBlob()
                        .asByteArray())
                .hasSizeGreaterThan(4096);
        assertThat(text(errorOf(() -> kms.encrypt(r -> r.keyId(key).plaintext(bytes(4097))))))
                .isEqualTo("ValidationException: 1 validation error detected: Value at 'plaintext' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 4096");
        assertThat(errorOf(() -> kms.encrypt(r -> r.keyId(key).plaintext(bytes(0))))
                        .errorCode())
                .isEqualTo("ValidationException");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSAES_OAEP_SHA_1, SHA-1, 214",
        "RSA_2048, RSAES_OAEP_SHA_256, SHA-256, 190",
        "RSA_3072, RSAES_OAEP_SHA_256, SHA-256, 318"
    })
    void opensWhatThePublicKeyEncryptedOutside(KeySpec spec, EncryptionAlgorithmSpec algorithm, String hash, int most)
            throws GeneralSecurityException {
        var key = rsaKey(spec);
        var encoded = kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)),
                new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
        var outside = SdkBytes.fromByteArray(cipher.doFinal(HELLO.asByteArray()));

        assertThat(kms.decrypt(r -> r.keyId(key).ciphertextBlob(outside).encryptionAlgorithm(algorithm))
                        .plaintext())
                .isEqualTo(HELLO);
        var inside = kms.encrypt(r -> r.keyId(key).plaintext(bytes(most)).encryptionAlgorithm(algorithm));
        assertThat(kms.decrypt(r -> r.keyId(key)
                                .ciphertextBlob(inside.ciphertextBlob())
                                .encryptionAlgorithm(algorithm))
                        .plaintext())
                .isEqualTo(bytes(most));
        assertThat(text(errorOf(() ->
                        kms.encrypt(r -> r.keyId(key).plaintext(bytes(most + 1)).encryptionAlgorithm(algorithm)))))
                .isEqualTo("ValidationException: Algorithm " + algorithm + " and key spec " + spec
                        + " cannot encrypt data larger than " + most + " bytes.");
    }

    @Test
    void keepsKeysToTheirAlgorithmsAndUsage() {
        var rsa = rsaKey(KeySpec.RSA_2048);
        var algorithm = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256;
        var ciphertext = kms.encrypt(r -> r.keyId(rsa).plaintext(HELLO).encryptionAlgorithm(algorithm))
                .ciphertextBlob();

        assertThat(text(errorOf(() -> kms.encrypt(r -> r.keyId(rsa).plaintext(HELLO)))))
                .isEqualTo("InvalidKeyUsageException: Algorithm SYMMETRIC_DEFAULT is incompatible with key spec"
                        + " RSA_2048.");
        assertThat(errorOf(() -> kms.decrypt(r -> r.keyId(rsa).ciphertextBlob(ciphertext)))
                        .errorCode())
                .isEqualTo("InvalidCiphertextException");
        assertThat(errorOf(() -> kms.decrypt(r -> r.keyId(rsa)
                                .ciphertextBlob(ciphertext)
                                .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1)))
                        .errorCode())
                .isEqualTo("InvalidCiphertextException");
        assertThat(text(errorOf(() -> kms.encrypt(r -> r.keyId(rsa)
                        .plaintext(HELLO)
                        .encryptionAlgorithm(algorithm)
                        .encryptionContext(CONTEXT)))))
                .isEqualTo("ValidationException: EncryptionContext is not supported when encrypting/decrypting with"
                        + " asymmetric CMKs.");
        var hmac = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(KeySpec.HMAC_256))
                .toString();
        assertThat(text(errorOf(() -> kms.encrypt(r -> r.keyId(hmac).plaintext(HELLO)))))
                .isEqualTo("InvalidKeyUsageException: " + hmac
                        + " key usage is GENERATE_VERIFY_MAC which is not valid for Encrypt.");
    }

    private SdkBytes encrypt(String key, Map<String, String> context) {
        return kms.encrypt(r -> r.keyId(key).plaintext(HELLO).encryptionContext(context))
                .ciphertextBlob();
    }

    private String codeOf(SdkBytes ciphertext, Map<String, String> context) {
        return errorOf(() -> kms.decrypt(r -> r.ciphertextBlob(ciphertext).encryptionContext(context)))
                .errorCode();
    }

    private String rsaKey(KeySpec spec) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").spec(spec).usage(KeyUsage.ENCRYPT_DECRYPT))
                .toString();
    }

    private static SdkBytes bytes(int count) {
        return SdkBytes.fromByteArray(new byte[count]);
    }

    private static String text(AwsErrorDetails error) {
        return error.errorCode() + ": " + error.errorMessage();
    }
}
