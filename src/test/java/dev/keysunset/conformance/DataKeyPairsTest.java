package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;

/** Key pairs for use outside of AWS. */
@Conformance
class DataKeyPairsTest {
    private final Subject aws;

    DataKeyPairsTest(Subject aws) {
        this.aws = aws;
    }

    @Test
    void sealsThePrivateKeyThatItShows() throws GeneralSecurityException {
        var key = aws.keys().shared(aws.kms()).arn();
        var pair =
                aws.kms().generateDataKeyPair(request -> request.keyId(key).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
        assertThat(pair.keyId()).isEqualTo(key);
        assertThat(pair.keyPairSpec()).isEqualTo(DataKeyPairSpec.ECC_NIST_P256);
        var curves = KeyFactory.getInstance("EC");
        var secret = curves.generatePrivate(
                new PKCS8EncodedKeySpec(pair.privateKeyPlaintext().asByteArray()));
        assertThat(secret).isInstanceOf(ECPrivateKey.class);
        assertThat(curves.generatePublic(new X509EncodedKeySpec(pair.publicKey().asByteArray()))
                        .getAlgorithm())
                .isEqualTo("EC");
        assertThat(aws.kms()
                        .decrypt(request -> request.ciphertextBlob(pair.privateKeyCiphertextBlob()))
                        .plaintext())
                .isEqualTo(pair.privateKeyPlaintext());
    }

    @Test
    void showsOnlyThePublicKeyIfAsked() {
        var key = aws.keys().shared(aws.kms()).arn();
        var pair = aws.kms()
                .generateDataKeyPairWithoutPlaintext(
                        request -> request.keyId(key).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
        assertThat(pair.publicKey().asByteArray()).isNotEmpty();
        assertThat(aws.kms()
                        .decrypt(request -> request.ciphertextBlob(pair.privateKeyCiphertextBlob()))
                        .plaintext()
                        .asByteArray())
                .isNotEmpty();
    }
}
