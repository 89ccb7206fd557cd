package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.standin.key.Blueprint;
import dev.keysunset.standin.key.CiphertextBlob;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.Material;
import dev.keysunset.standin.key.Place;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key is made of, before and after rotations and imports. */
class MaterialTest {
    private static final String ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);

    @Test
    void opensOldCiphertextAfterARotation() {
        var key = key(new Material(KeySpec.SYMMETRIC_DEFAULT, ID));
        var before = CiphertextBlob.seal(key, TEXT, Map.of());
        var rotated = key.material().rotate();
        var after = CiphertextBlob.seal(key, TEXT, Map.of());

        assertThat(rotated.id()).matches("[0-9a-f]{64}").isEqualTo(after.materialId());
        assertThat(before.materialId()).isNotEqualTo(after.materialId());
        assertThat(before.open(key, Map.of())).hasValue(TEXT);
        assertThat(after.open(key, Map.of())).hasValue(TEXT);
    }

    @Test
    void keepsContextsApartThatReadAlikeInOneLine() {
        var key = key(new Material(KeySpec.SYMMETRIC_DEFAULT, ID));
        var blob = CiphertextBlob.seal(key, TEXT, Map.of("a", "1, b=2"));
        assertThat(blob.open(key, Map.of("a", "1", "b", "2"))).isEmpty();
        assertThat(blob.open(key, Map.of("a", "1, b=2"))).hasValue(TEXT);
    }

    @Test
    void makesOnlyTheFirstImportCurrent() throws GeneralSecurityException {
        var material = new Material(KeySpec.SYMMETRIC_DEFAULT, ID);
        material.awaitImport();
        assertThat(material.isEmpty()).isTrue();
        var first = material.importing(new byte[32]);
        var other = new byte[32];
        other[0] = 1;
        var second = material.importing(other);

        assertThat(material.current()).isEqualTo(first);
        assertThat(material.importing(new byte[32])).isEqualTo(first);
        assertThat(material.versions()).containsExactly(first, second);
        assertThat(material.rotate(second)).isEqualTo(material.current());
        assertThatThrownBy(() -> material.importing(new byte[16])).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, secp256r1", "ECC_NIST_P384, secp384r1", "ECC_NIST_P521, secp521r1"})
    void worksOutThePublicHalfOfAnImportedKey(KeySpec spec, String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        var outside = generator.generateKeyPair();
        var material = new Material(spec, ID);
        material.awaitImport();
        material.importing(outside.getPrivate().getEncoded());
        assertThat(material.pair().getPublic()).isEqualTo(outside.getPublic());
    }

    @Test
    void refusesToImportAKeyOfAnotherSpec() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var outside = generator.generateKeyPair().getPrivate().getEncoded();
        var tooLong = new Material(KeySpec.RSA_3072, ID);
        assertThatThrownBy(() -> tooLong.importing(outside)).isInstanceOf(GeneralSecurityException.class);
        assertThat(new Material(KeySpec.RSA_2048, ID).importing(outside).id()).hasSize(64);
    }

    private static Key key(Material material) {
        var arn = new KeyArn(new Place("111122223333", "us-east-1"), ID);
        return new Key(
                arn,
                Blueprint.symmetric(Instant.EPOCH),
                material,
                Optional.empty(),
                KeyPolicies.standard(arn.account()));
    }
}
