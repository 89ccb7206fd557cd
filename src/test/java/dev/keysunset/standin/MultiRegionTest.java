package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;

/** AWS KMS Developer Guide, "Multi-Region keys in AWS KMS". */
class MultiRegionTest extends StandInFixture {
    private static final SdkBytes SECRET = SdkBytes.fromUtf8String("secret");

    private final KmsClient home = clients.kms(ACCOUNT);
    private final KmsClient abroad = clients.kms(ACCOUNT, "eu-west-1");
    private final String id =
            home.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();

    @Test
    void createsAReplicaInAMoment() {
        var replica =
                home.replicateKey(r -> r.keyId(id).replicaRegion("eu-west-1").description("abroad"));
        assertThat(replica.replicaKeyMetadata().keyState()).isEqualTo(KeyState.CREATING);
        assertThat(replica.replicaPolicy()).contains("key-default-1");
        var error = errorOf(() -> abroad.encrypt(r -> r.keyId(id).plaintext(SECRET)));
        assertThat(error.errorMessage()).isEqualTo(replica.replicaKeyMetadata().arn() + " is creating.");

        standIn.clock().advance(Duration.ofMinutes(2));
        var ciphertext = abroad.encrypt(r -> r.keyId(id).plaintext(SECRET)).ciphertextBlob();
        assertThat(home.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext()).isEqualTo(SECRET);
    }

    @Test
    void refusesASecondReplicaInARegionAndReplicasOfReplicas() {
        replicate();
        assertThat(errorOf(() -> home.replicateKey(r -> r.keyId(id).replicaRegion("eu-west-1")))
                        .errorCode())
                .isEqualTo("AlreadyExistsException");
        assertThat(errorOf(() -> abroad.replicateKey(r -> r.keyId(id).replicaRegion("eu-central-1")))
                        .errorCode())
                .isEqualTo("UnsupportedOperationException");
        var single = key().id();
        assertThat(errorOf(() -> home.replicateKey(r -> r.keyId(single).replicaRegion("eu-west-1")))
                        .errorCode())
                .isEqualTo("UnsupportedOperationException");
    }

    @Test
    void letsPrimaryAndReplicaChangePlaces() {
        replicate();
        home.updatePrimaryRegion(r -> r.keyId(id).primaryRegion("eu-west-1"));
        assertThat(state(home)).isEqualTo(KeyState.UPDATING);
        assertThat(state(abroad)).isEqualTo(KeyState.UPDATING);
        home.encrypt(r -> r.keyId(id).plaintext(SECRET));
        assertThat(errorOf(() -> home.disableKey(r -> r.keyId(id))).errorMessage())
                .endsWith(" is updating.");

        standIn.clock().advance(Duration.ofMinutes(2));
        assertThat(state(home)).isEqualTo(KeyState.ENABLED);
        var configuration = home.describeKey(r -> r.keyId(id)).keyMetadata().multiRegionConfiguration();
        assertThat(configuration.multiRegionKeyType()).isEqualTo(MultiRegionKeyType.REPLICA);
        assertThat(configuration.primaryKey().region()).isEqualTo("eu-west-1");
        assertThat(configuration.replicaKeys()).extracting(key -> key.region()).containsExactly("us-east-1");
    }

    @Test
    void deletesTheFormerPrimaryAsAReplica() {
        replicate();
        home.updatePrimaryRegion(r -> r.keyId(id).primaryRegion("eu-west-1"));
        standIn.clock().advance(Duration.ofMinutes(2));
        assertThat(home.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7))
                        .keyState())
                .isEqualTo(KeyState.PENDING_DELETION);
        assertThat(abroad.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7))
                        .keyState())
                .isEqualTo(KeyState.PENDING_REPLICA_DELETION);
    }

    @Test
    void keepsStateAndUsageOfEachMemberApart() {
        replicate();
        home.disableKey(r -> r.keyId(id));
        assertThat(state(abroad)).isEqualTo(KeyState.ENABLED);
        abroad.encrypt(r -> r.keyId(id).plaintext(SECRET));
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(home.getKeyLastUsage(r -> r.keyId(id)).keyLastUsage().timestamp())
                .isNull();
        assertThat(abroad.getKeyLastUsage(r -> r.keyId(id)).keyLastUsage().timestamp())
                .isNotNull();
    }

    @Test
    void sharesTheRotationAndLeavesItToThePrimary() {
        replicate();
        home.enableKeyRotation(r -> r.keyId(id));
        assertThat(abroad.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled())
                .isTrue();
        assertThat(errorOf(() -> abroad.disableKeyRotation(r -> r.keyId(id))).errorCode())
                .isEqualTo("UnsupportedOperationException");
    }

    private void replicate() {
        home.replicateKey(r -> r.keyId(id).replicaRegion("eu-west-1"));
        standIn.clock().advance(Duration.ofMinutes(2));
    }

    private KeyState state(KmsClient kms) {
        return kms.describeKey(r -> r.keyId(id)).keyMetadata().keyState();
    }
}
