package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyUsage;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;

/** Secrets that KMS comes to share with somebody outside, who uses the JDK alone. */
class SharedSecretTest extends StandInFixture {
    private final KmsClient kms = clients.kms(ACCOUNT);

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, secp256r1", "ECC_NIST_P384, secp384r1", "ECC_NIST_P521, secp521r1"})
    void agreesWithAPeerOnTheSameCurve(KeySpec spec, String curve) throws GeneralSecurityException {
        var key = key(spec, KeyUsage.KEY_AGREEMENT);
        var peer = pair(curve);
        var outside = KeyAgreement.getInstance("ECDH");
        outside.init(peer.getPrivate());
        outside.doPhase(publicKey(key, "EC"), true);

        var derived = kms.deriveSharedSecret(r -> r.keyId(key)
                .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                .publicKey(SdkBytes.fromByteArray(peer.getPublic().getEncoded())));
        assertThat(derived.sharedSecret().asByteArray()).isEqualTo(outside.generateSecret());
        assertThat(derived.keyId()).isEqualTo(key);
        assertThat(derived.keyOriginAsString()).isEqualTo("AWS_KMS");
        assertThat(lastOperation(key)).isEqualTo("DeriveSharedSecret");
    }

    @Test
    void agreesWithNobodyOnAnotherCurve() throws GeneralSecurityException {
        var key = key(KeySpec.ECC_NIST_P256, KeyUsage.KEY_AGREEMENT);
        for (var bytes : new byte[][] {pair("secp384r1").getPublic().getEncoded(), {1, 2, 3}}) {
            assertThat(errorOf(() -> kms.deriveSharedSecret(r -> r.keyId(key)
                                    .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                                    .publicKey(SdkBytes.fromByteArray(bytes))))
                            .errorCode())
                    .isEqualTo("ValidationException");
        }
    }

    @ParameterizedTest
    @CsvSource({"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void decapsulatesWhatWasEncapsulatedOutside(KeySpec spec) throws GeneralSecurityException {
        var key = key(spec, KeyUsage.ENCAPSULATE_DECAPSULATE);
        var outside = KEM.getInstance("ML-KEM")
                .newEncapsulator(publicKey(key, "ML-KEM"))
                .encapsulate();
        assertThat(decapsulate(key, outside.encapsulation()))
                .isEqualTo(outside.key().getEncoded());
        assertThat(lastOperation(key)).isEqualTo("Decapsulate");

        var inside = kms.encapsulate(r -> r.keyId(key).encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM));
        assertThat(decapsulate(key, inside.sharedSecretCiphertextBlob().asByteArray()))
                .isEqualTo(inside.sharedSecret().asByteArray());
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().encapsulationAlgorithms())
                .containsExactly(EncapsulationAlgorithmSpec.ML_KEM);
        assertThat(errorOf(() -> decapsulate(key, new byte[] {1})).errorCode()).isEqualTo("InvalidCiphertextException");
    }

    @Test
    void keepsUsagesApart() throws GeneralSecurityException {
        var key = key(KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
        var peer = SdkBytes.fromByteArray(pair("secp256r1").getPublic().getEncoded());
        var error = errorOf(() -> kms.deriveSharedSecret(r -> r.keyId(key)
                .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                .publicKey(peer)));
        assertThat(error.errorCode()).isEqualTo("InvalidKeyUsageException");
        assertThat(error.errorMessage())
                .isEqualTo(key + " key usage is SIGN_VERIFY which is not valid for DeriveSharedSecret.");
        assertThat(errorOf(() -> kms.createKey(r -> r.keySpec("RSA_2048").keyUsage("KEY_AGREEMENT")))
                        .errorCode())
                .isEqualTo("ValidationException");
    }

    private String key(KeySpec spec, KeyUsage usage) {
        return kms.createKey(r -> r.keySpec(spec.name()).keyUsage(usage.name()))
                .keyMetadata()
                .arn();
    }

    private byte[] decapsulate(String key, byte[] capsule) {
        return kms.decapsulate(r -> r.keyId(key)
                        .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM)
                        .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(capsule)))
                .sharedSecret()
                .asByteArray();
    }

    private String lastOperation(String key) {
        standIn.clock().advance(Duration.ofHours(1));
        return kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage().operationAsString();
    }

    private PublicKey publicKey(String key, String type) throws GeneralSecurityException {
        var encoded = kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static KeyPair pair(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
