package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlgorithmSpec;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** AWS KMS Developer Guide, "Importing key material". */
@Tag("compute")
class ImportedMaterialTest extends StandInFixture {
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");

    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String key =
            kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();

    @ParameterizedTest
    @ValueSource(
            strings = {"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256"})
    void takesMaterialWrappedInEachWay(String algorithm) {
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
        importing(material(1), AlgorithmSpec.fromValue(algorithm), Optional.empty(), "");
        assertThat(state()).isEqualTo(KeyState.ENABLED);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().expirationModel())
                .isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
    }

    @Test
    void losesItsMaterialOnItsDateAndTakesOnlyTheSameAgain() {
        importing(material(1), START.plus(Duration.ofDays(3)));
        var ciphertext = kms.encrypt(r -> r.keyId(key).plaintext(SECRET)).ciphertextBlob();
        standIn.clock().advance(Duration.ofDays(3));
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
        assertThat(errorOf(() -> kms.encrypt(r -> r.keyId(key).plaintext(SECRET)))
                        .errorMessage())
                .startsWith(key + " is pending import");

        assertThat(errorOf(() -> importing(material(2))).errorCode()).isEqualTo("IncorrectKeyMaterialException");
        importing(material(1));
        assertThat(state()).isEqualTo(KeyState.ENABLED);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext()).isEqualTo(SECRET);
    }

    @Test
    void keepsMaterialThatWasImportedAnewWithALaterDate() {
        importing(material(1), START.plus(Duration.ofDays(3)));
        importing(material(1), START.plus(Duration.ofDays(30)));
        standIn.clock().advance(Duration.ofDays(3));
        assertThat(state()).isEqualTo(KeyState.ENABLED);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().validTo())
                .isEqualTo(START.plus(Duration.ofDays(30)));
    }

    @Test
    void deletesMaterialWithoutEndingADeletion() {
        importing(material(1));
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        kms.deleteImportedKeyMaterial(r -> r.keyId(key));
        assertThat(state()).isEqualTo(KeyState.PENDING_DELETION);
        kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void rotatesToMaterialThatWaitsForIt() {
        var first = importing(material(1)).keyMaterialId();
        assertThat(errorOf(() -> kms.rotateKeyOnDemand(r -> r.keyId(key))).errorCode())
                .isEqualTo("KMSInvalidStateException");
        var second = importing(material(2), AlgorithmSpec.RSAES_OAEP_SHA_256, Optional.empty(), "NEW_KEY_MATERIAL")
                .keyMaterialId();
        assertThat(currentMaterial()).isEqualTo(first);
        kms.rotateKeyOnDemand(r -> r.keyId(key));
        standIn.clock().advance(Duration.ofMinutes(5));
        assertThat(currentMaterial()).isEqualTo(second);

        kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(first));
        assertThat(state()).isEqualTo(KeyState.PENDING_IMPORT);
    }

    @Test
    void refusesTokensOfOtherKeysAndOldOnes() {
        var other =
                kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();
        var parameters = kms.getParametersForImport(r -> r.keyId(other)
                .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048));
        assertThat(parameters.parametersValidTo()).isEqualTo(START.plus(Duration.ofHours(24)));
        for (var attempt :
                new String[][] {{key, "InvalidImportTokenException"}, {other, "ExpiredImportTokenException"}}) {
            assertThat(errorOf(() -> kms.importKeyMaterial(r -> r.keyId(attempt[0])
                                    .importToken(parameters.importToken())
                                    .encryptedKeyMaterial(SECRET)
                                    .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE)))
                            .errorCode())
                    .isEqualTo(attempt[1]);
            standIn.clock().advance(Duration.ofHours(24));
        }
    }

    @Test
    void refusesImportsIntoKeysOfKms() {
        var own = key().toString();
        var error = errorOf(() -> kms.getParametersForImport(r -> r.keyId(own)
                .wrappingAlgorithm(AlgorithmSpec.RSAES_OAEP_SHA_256)
                .wrappingKeySpec(WrappingKeySpec.RSA_2048)));
        assertThat(error.errorCode()).isEqualTo("UnsupportedOperationException");
        assertThat(error.errorMessage()).isEqualTo(own + " origin is AWS_KMS which is not valid for this operation.");
    }

    @Test
    void asksForADateUnlessMaterialIsToStay() {
        var error = errorOf(() ->
                kms.importKeyMaterial(r -> r.keyId(key).importToken(SECRET).encryptedKeyMaterial(SECRET)));
        assertThat(error.errorMessage())
                .isEqualTo("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
    }

    private KeyState state() {
        return kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState();
    }

    private String currentMaterial() {
        return kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId();
    }

    private ImportKeyMaterialResponse importing(byte[] material) {
        return importing(material, AlgorithmSpec.RSAES_OAEP_SHA_256, Optional.empty(), "");
    }

    private ImportKeyMaterialResponse importing(byte[] material, Instant validTo) {
        return importing(material, AlgorithmSpec.RSAES_OAEP_SHA_256, Optional.of(validTo), "");
    }

    private ImportKeyMaterialResponse importing(
            byte[] material, AlgorithmSpec algorithm, Optional<Instant> validTo, String type) {
        var parameters = kms.getParametersForImport(
                r -> r.keyId(key).wrappingAlgorithm(algorithm).wrappingKeySpec(WrappingKeySpec.RSA_2048));
        var wrapped = wrap(algorithm.toString(), parameters.publicKey().asByteArray(), material);
        return kms.importKeyMaterial(r -> r.keyId(key)
                .importToken(parameters.importToken())
                .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                .importType(type.isEmpty() ? null : type)
                .validTo(validTo.orElse(null))
                .expirationModel(
                        validTo.isPresent()
                                ? ExpirationModelType.KEY_MATERIAL_EXPIRES
                                : ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
    }

    private static byte[] material(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    private static byte[] wrap(String algorithm, byte[] publicKey, byte[] material) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
            var hash = algorithm.endsWith("SHA_1") ? "SHA-1" : "SHA-256";
            if (algorithm.startsWith("RSAES")) {
                return rsa(key, hash, material);
            }
            var aes = material(7);
            var cipher = Cipher.getInstance("AES/KWP/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"));
            var inner = cipher.doFinal(material);
            var outer = rsa(key, hash, aes);
            var both = Arrays.copyOf(outer, outer.length + inner.length);
            System.arraycopy(inner, 0, both, outer.length, inner.length);
            return both;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] rsa(PublicKey key, String hash, byte[] bytes) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT));
        return cipher.doFinal(bytes);
    }
}
