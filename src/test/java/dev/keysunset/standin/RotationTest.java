package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.RotationType;

/** AWS KMS Developer Guide, "Rotate AWS KMS keys". */
class RotationTest extends StandInFixture {
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");

    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String key = key().toString();

    @BeforeEach
    void wholePages() {
        standIn.change(Map.of("kms.short-pages", "0"));
    }

    @Test
    void rotatesByTheCalendarAndStillOpensWhatIsOld() {
        var old = kms.encrypt(r -> r.keyId(key).plaintext(SECRET)).ciphertextBlob();
        kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
        assertThat(status().nextRotationDate()).isEqualTo(START.plus(Duration.ofDays(90)));

        standIn.clock().advance(Duration.ofDays(180));

        var rotations = kms.listKeyRotations(r -> r.keyId(key)).rotations();
        assertThat(rotations)
                .extracting(rotation -> rotation.rotationDate())
                .containsExactly(START.plus(Duration.ofDays(90)), START.plus(Duration.ofDays(180)));
        assertThat(rotations).extracting(rotation -> rotation.rotationType()).containsOnly(RotationType.AUTOMATIC);
        assertThat(status().nextRotationDate()).isEqualTo(START.plus(Duration.ofDays(270)));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(old)).plaintext()).isEqualTo(SECRET);
        assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId())
                .isEqualTo(rotations.getLast().keyMaterialId());
    }

    @Test
    void waitsWhileTheKeyIsDisabledAndCatchesUpAtOnce() {
        kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
        kms.disableKey(r -> r.keyId(key));
        standIn.clock().advance(Duration.ofDays(100));
        assertThat(rotations()).isEmpty();
        assertThat(status().keyRotationEnabled()).isTrue();

        kms.enableKey(r -> r.keyId(key));
        assertThat(rotations()).containsExactly(START.plus(Duration.ofDays(100)));
    }

    @Test
    void tellsFalseWhileTheKeyAwaitsItsDeletion() {
        kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
        standIn.clock().advance(Duration.ofDays(80));
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(30));
        assertThat(status().keyRotationEnabled()).isFalse();
        assertThat(status().nextRotationDate()).isNull();
        standIn.clock().advance(Duration.ofDays(20));

        kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(status().keyRotationEnabled()).isTrue();
        assertThat(rotations()).isEmpty();
        kms.enableKey(r -> r.keyId(key));
        assertThat(rotations()).containsExactly(START.plus(Duration.ofDays(100)));
    }

    @Test
    void rotatesOnDemandALittleLaterAndKeepsTheCalendar() {
        kms.enableKeyRotation(r -> r.keyId(key));
        kms.rotateKeyOnDemand(r -> r.keyId(key));
        assertThat(status().onDemandRotationStartDate()).isEqualTo(START);
        assertThat(errorOf(() -> kms.rotateKeyOnDemand(r -> r.keyId(key))).errorCode())
                .isEqualTo("ConflictException");

        standIn.clock().advance(Duration.ofMinutes(5));
        assertThat(status().onDemandRotationStartDate()).isNull();
        assertThat(status().nextRotationDate()).isEqualTo(START.plus(Duration.ofDays(365)));
        assertThat(kms.listKeyRotations(r -> r.keyId(key))
                        .rotations()
                        .getFirst()
                        .rotationType())
                .isEqualTo(RotationType.ON_DEMAND);
        assertThat(kms.listKeyRotations(r -> r.keyId(key).includeKeyMaterial("ALL_KEY_MATERIAL"))
                        .rotations())
                .extracting(rotation -> rotation.keyMaterialStateAsString())
                .containsExactly("NON_CURRENT", "CURRENT");
    }

    @Test
    void rotatesOnDemandOnlySoManyTimes() {
        for (int i = 0; i < 25; i++) {
            kms.rotateKeyOnDemand(r -> r.keyId(key));
            standIn.clock().advance(Duration.ofMinutes(5));
        }
        assertThat(errorOf(() -> kms.rotateKeyOnDemand(r -> r.keyId(key))).errorCode())
                .isEqualTo("LimitExceededException");
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048", "HMAC_256"})
    void refusesKeysThatAreNotSymmetric(KeySpec spec) {
        var other = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(spec)).toString();
        assertThat(errorOf(() -> kms.enableKeyRotation(r -> r.keyId(other))).errorCode())
                .isEqualTo("UnsupportedOperationException");
        assertThat(errorOf(() -> kms.rotateKeyOnDemand(r -> r.keyId(other))).errorCode())
                .isEqualTo("UnsupportedOperationException");
    }

    @Test
    void rotatesKeysThatAwsManagesEveryYear() {
        var managed = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "alias/aws/s3")
                        .aged(Duration.ofDays(400))
                        .managedByAws())
                .toString();
        var status = kms.getKeyRotationStatus(r -> r.keyId(managed));
        assertThat(status.keyRotationEnabled()).isTrue();
        assertThat(status.nextRotationDate()).isEqualTo(START.plus(Duration.ofDays(330)));
    }

    private GetKeyRotationStatusResponse status() {
        return kms.getKeyRotationStatus(r -> r.keyId(key));
    }

    private List<Instant> rotations() {
        return kms.listKeyRotations(r -> r.keyId(key)).rotations().stream()
                .map(rotation -> rotation.rotationDate())
                .toList();
    }
}
