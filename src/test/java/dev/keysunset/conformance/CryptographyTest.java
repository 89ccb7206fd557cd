package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Cryptography as applications use it. */
@Conformance
class CryptographyTest {
    private static final SdkBytes TEXT = SdkBytes.fromUtf8String("hello");

    private final Subject aws;

    CryptographyTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void decryptsWithoutBeingToldTheKey() {
        var key = aws.keys().shared(aws.kms());
        var context = Map.of("purpose", "conformance");
        var ciphertext = aws.kms()
                .encrypt(request -> request.keyId(key.arn()).plaintext(TEXT).encryptionContext(context))
                .ciphertextBlob();
        var decrypted =
                aws.kms().decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(context));
        assertThat(decrypted.plaintext()).isEqualTo(TEXT);
        assertThat(decrypted.keyId()).isEqualTo(key.arn());
        assertThat(decrypted.encryptionAlgorithmAsString()).isEqualTo("SYMMETRIC_DEFAULT");
        var otherwise = Refusal.of(() -> aws.kms().decrypt(request -> request.ciphertextBlob(ciphertext)));
        assertThat(otherwise.code()).isEqualTo("InvalidCiphertextException");
    }

    @Test
    void refusesTheCiphertextOfAnotherKey() {
        var ciphertext = aws.kms()
                .encrypt(request ->
                        request.keyId(aws.keys().shared(aws.kms()).arn()).plaintext(TEXT))
                .ciphertextBlob();
        var other = aws.keys().create(aws.kms());
        var refusal = Refusal.of(() ->
                aws.kms().decrypt(request -> request.ciphertextBlob(ciphertext).keyId(other.arn())));
        assertThat(refusal)
                .isEqualTo(Refusal.saying(
                        "IncorrectKeyException",
                        "The key ID in the request does not identify a CMK that can perform this operation."));
    }

    @Test
    void handsOutDataKeysThatItCanOpen() {
        var key = aws.keys().shared(aws.kms()).arn();
        var open = aws.kms().generateDataKey(request -> request.keyId(key).keySpec(DataKeySpec.AES_256));
        assertThat(open.plaintext().asByteArray()).hasSize(32);
        assertThat(open.keyId()).isEqualTo(key);
        assertThat(aws.kms()
                        .decrypt(request -> request.ciphertextBlob(open.ciphertextBlob()))
                        .plaintext())
                .isEqualTo(open.plaintext());
        var sealed = aws.kms()
                .generateDataKeyWithoutPlaintext(request -> request.keyId(key).numberOfBytes(24));
        assertThat(aws.kms()
                        .decrypt(request -> request.ciphertextBlob(sealed.ciphertextBlob()))
                        .plaintext()
                        .asByteArray())
                .hasSize(24);
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, RSASSA_PSS_SHA_256", "ECC_NIST_P256, ECDSA_SHA_256"})
    void verifiesWhatItSigned(KeySpec spec, SigningAlgorithmSpec algorithm) {
        var key = aws.keys().shared(aws.kms(), spec, KeyUsageType.SIGN_VERIFY).arn();
        var signature = aws.kms()
                .sign(request -> request.keyId(key).message(TEXT).signingAlgorithm(algorithm))
                .signature();
        assertThat(aws.kms()
                        .verify(request -> request.keyId(key)
                                .message(TEXT)
                                .signature(signature)
                                .signingAlgorithm(algorithm))
                        .signatureValid())
                .isTrue();
        var forged = Refusal.of(() -> aws.kms()
                .verify(request -> request.keyId(key)
                        .message(SdkBytes.fromUtf8String("bye"))
                        .signature(signature)
                        .signingAlgorithm(algorithm)));
        assertThat(forged.code()).isEqualTo("KMSInvalidSignatureException");
    }

    @Test
    void verifiesAMac() {
        var key = aws.keys()
                .shared(aws.kms(), KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC)
                .arn();
        var mac = aws.kms()
                .generateMac(request -> request.keyId(key).message(TEXT).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                .mac();
        assertThat(mac.asByteArray()).hasSize(32);
        assertThat(aws.kms()
                        .verifyMac(request ->
                                request.keyId(key).message(TEXT).mac(mac).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                        .macValid())
                .isTrue();
        var forged = Refusal.of(() -> aws.kms()
                .verifyMac(request -> request.keyId(key)
                        .message(SdkBytes.fromUtf8String("bye"))
                        .mac(mac)
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)));
        assertThat(forged.code()).isEqualTo("KMSInvalidMacException");
    }

    @Test
    void refusesAKeyThatIsForSomethingElse() {
        var key = aws.keys()
                .shared(aws.kms(), KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC)
                .arn();
        var refusal =
                Refusal.of(() -> aws.kms().encrypt(request -> request.keyId(key).plaintext(TEXT)));
        assertThat(refusal.code()).isEqualTo("InvalidKeyUsageException");
    }
}
