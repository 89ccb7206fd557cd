package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;

/** AWS KMS Developer Guide, "Key stores": what a disconnected key store does to its keys. */
class CustomKeyStoreTest extends StandInFixture {
    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String store = kms.createCustomKeyStore(r -> r.customKeyStoreName("hsm")
                    .cloudHsmClusterId("cluster-2a3b4cdefgh")
                    .trustAnchorCertificate("certificate")
                    .keyStorePassword("kmsPswd"))
            .customKeyStoreId();

    @Test
    void connectsAfterAWhile() {
        assertThat(connection()).isEqualTo(ConnectionStateType.DISCONNECTED);
        assertThat(errorOf(this::createKey).errorCode()).isEqualTo("CustomKeyStoreInvalidStateException");
        kms.connectCustomKeyStore(r -> r.customKeyStoreId(store));
        assertThat(connection()).isEqualTo(ConnectionStateType.CONNECTING);
        standIn.clock().advance(Duration.ofMinutes(20));
        assertThat(connection()).isEqualTo(ConnectionStateType.CONNECTED);

        var described = kms.describeKey(r -> r.keyId(createKey())).keyMetadata();
        assertThat(described.customKeyStoreId()).isEqualTo(store);
        assertThat(described.cloudHsmClusterId()).isEqualTo("cluster-2a3b4cdefgh");
        assertThat(described.origin()).isEqualTo(OriginType.AWS_CLOUDHSM);
    }

    @Test
    void showsWhatWasDecidedMeanwhileOnlyWhenItIsBack() {
        connect();
        var key = createKey();
        kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(store));
        assertThat(state(key)).isEqualTo(KeyState.UNAVAILABLE);
        assertThat(errorOf(() -> kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))))
                        .errorMessage())
                .isEqualTo(key + " is unavailable.");
        kms.disableKey(r -> r.keyId(key));
        assertThat(state(key)).isEqualTo(KeyState.UNAVAILABLE);
        connect();
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void schedulesAndCancelsWhileItIsAway() {
        connect();
        var key = createKey();
        kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(store));
        kms.scheduleKeyDeletion(r -> r.keyId(key));
        assertThat(state(key)).isEqualTo(KeyState.PENDING_DELETION);
        kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(state(key)).isEqualTo(KeyState.UNAVAILABLE);
        connect();
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void givesRandomBytesAndNoPairs() {
        assertThat(errorOf(() -> kms.generateRandom(
                                r -> r.customKeyStoreId(store).numberOfBytes(8)))
                        .errorCode())
                .isEqualTo("CustomKeyStoreInvalidStateException");
        connect();
        assertThat(kms.generateRandom(r -> r.customKeyStoreId(store).numberOfBytes(8))
                        .plaintext()
                        .asByteArray())
                .hasSize(8);
        assertThat(errorOf(() -> kms.generateRandom(
                                r -> r.customKeyStoreId("cks-1234567890abcdef0").numberOfBytes(8)))
                        .errorCode())
                .isEqualTo("CustomKeyStoreNotFoundException");
        var key = createKey();
        var error = errorOf(() -> kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("ECC_NIST_P256")));
        assertThat(error.errorCode()).isEqualTo("UnsupportedOperationException");
        assertThat(error.errorMessage())
                .isEqualTo(key + " origin is AWS_CLOUDHSM which is not valid for this operation.");
    }

    @Test
    void goesOnlyWhenItIsDisconnectedAndEmpty() {
        connect();
        var key = createKey();
        assertThat(errorOf(this::delete).errorCode()).isEqualTo("CustomKeyStoreInvalidStateException");
        kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(store));
        assertThat(errorOf(this::delete).errorCode()).isEqualTo("CustomKeyStoreHasCMKsException");
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(8));
        delete();
        assertThat(errorOf(this::delete).errorCode()).isEqualTo("CustomKeyStoreNotFoundException");
    }

    private Object delete() {
        return kms.deleteCustomKeyStore(r -> r.customKeyStoreId(store));
    }

    private void connect() {
        kms.connectCustomKeyStore(r -> r.customKeyStoreId(store));
        standIn.clock().advance(Duration.ofMinutes(20));
    }

    private String createKey() {
        return kms.createKey(r -> r.origin(OriginType.AWS_CLOUDHSM).customKeyStoreId(store))
                .keyMetadata()
                .arn();
    }

    private ConnectionStateType connection() {
        return kms.describeCustomKeyStores(r -> r.customKeyStoreId(store))
                .customKeyStores()
                .getFirst()
                .connectionState();
    }

    private KeyState state(String key) {
        return kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState();
    }
}
