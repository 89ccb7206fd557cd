package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.ReadFault;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.kms.ConsistencyBehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Who hears late of a change. */
class ConsistencyTest extends StandInFixture {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final KmsClient kms = clients.kms(ACCOUNT);

    @Test
    void goesOnWithADisabledKeyForAWhileAndCountsThatAsUse() {
        settleSlowly();
        var key = key().toString();
        kms.disableKey(r -> r.keyId(key));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
        assertThat(encrypt(kms, key)).isEmpty();
        standIn.clock().advance(LONGEST);
        assertThat(encrypt(kms, key)).isEqualTo("DisabledException");
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage().timestamp())
                .isEqualTo(START);
    }

    @Test
    void refusesAnEnabledKeyForAWhile() {
        settleSlowly();
        var key = key().toString();
        kms.disableKey(r -> r.keyId(key));
        standIn.clock().advance(LONGEST);
        kms.enableKey(r -> r.keyId(key));
        assertThat(encrypt(kms, key)).isEqualTo("DisabledException");
        standIn.clock().advance(LONGEST);
        assertThat(encrypt(kms, key)).isEmpty();
    }

    @Test
    void letsTheNewestChangeThatHasSettledCount() {
        settleSlowly();
        var key = key().toString();
        kms.disableKey(r -> r.keyId(key));
        kms.scheduleKeyDeletion(r -> r.keyId(key));
        assertThat(encrypt(kms, key)).isEmpty();
        standIn.clock().advance(LONGEST);
        assertThat(encrypt(kms, key)).isEqualTo("KMSInvalidStateException");
    }

    @Test
    void actsOnTheTruthWhereStateIsChanged() {
        settleSlowly();
        var key = key().toString();
        kms.scheduleKeyDeletion(r -> r.keyId(key));
        assertThat(errorOf(() -> kms.disableKey(r -> r.keyId(key))).errorCode()).isEqualTo("KMSInvalidStateException");
        kms.cancelKeyDeletion(r -> r.keyId(key));
        assertThat(errorOf(() -> kms.cancelKeyDeletion(r -> r.keyId(key))).errorCode())
                .isEqualTo("KMSInvalidStateException");
    }

    @Test
    void settlesUnevenlyIfToldSo() {
        standIn.change(ConsistencyBehaviour.LONGEST_SETTLING, LONGEST);
        var outcomes = IntStream.range(0, 10)
                .mapToObj(_ -> key().toString())
                .flatMap(key -> {
                    kms.disableKey(r -> r.keyId(key));
                    return Stream.generate(() -> encrypt(kms, key)).limit(4);
                })
                .toList();
        assertThat(outcomes).contains("", "DisabledException");
    }

    @Test
    void showsAKeyAsItWasOnRequest() {
        var key = key().toString();
        standIn.addFault(FaultRule.of(ReadFault.STALE_READ, "DescribeKey").delay(Duration.ofMinutes(10)));
        kms.disableKey(r -> r.keyId(key));
        assertThat(described(key).enabled()).isTrue();
        standIn.clock().advance(Duration.ofMinutes(5));
        kms.scheduleKeyDeletion(r -> r.keyId(key));
        standIn.clock().advance(Duration.ofMinutes(5));
        assertThat(described(key)).satisfies(metadata -> {
            assertThat(metadata.keyState()).isEqualTo(KeyState.DISABLED);
            assertThat(metadata.deletionDate()).isNull();
        });
        standIn.clock().advance(Duration.ofMinutes(5));
        assertThat(described(key)).satisfies(metadata -> {
            assertThat(metadata.keyState()).isEqualTo(KeyState.PENDING_DELETION);
            assertThat(metadata.deletionDate()).isNotNull();
        });
    }

    @Test
    void showsAKeyAsItWasByChanceAndOnlySoonAfterAChange() {
        standIn.change(ConsistencyBehaviour.STALE_READ_CHANCE, 1.0);
        var key = key().toString();
        kms.disableKey(r -> r.keyId(key));
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        standIn.clock().advance(LONGEST);
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void doesNotFindSomeNewKeysAtOnce() {
        standIn.change(ConsistencyBehaviour.LONGEST_SPREADING, LONGEST);
        var keys = IntStream.range(0, 60)
                .mapToObj(_ -> kms.createKey().keyMetadata().arn())
                .toList();
        assertThat(keys.stream().map(key -> encrypt(kms, key))).contains("", "NotFoundException");
        standIn.clock().advance(LONGEST);
        assertThat(keys.stream().map(key -> encrypt(kms, key))).containsOnly("");
    }

    @Test
    void settlesAlikeForTheSameSeed() {
        assertThat(history(7)).isEqualTo(history(7)).isNotEqualTo(history(8));
    }

    /** What encryption tells every two seconds after ten keys have been disabled. */
    private static List<String> history(long seed) {
        var options = options()
                .withSeed(seed)
                .with(ConsistencyBehaviour.LONGEST_SETTLING, LONGEST)
                .with(ConsistencyBehaviour.STALE_READ_CHANCE, 0.5);
        try (var world = StandIn.start(options);
                var worldClients = new Clients(world)) {
            var worldKms = worldClients.kms(ACCOUNT);
            var keys = IntStream.range(0, 10)
                    .mapToObj(_ -> world.fleet()
                            .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)))
                            .toString())
                    .toList();
            keys.forEach(key -> worldKms.disableKey(r -> r.keyId(key)));
            var told = new ArrayList<String>();
            for (int look = 0; look < 4; look++) {
                world.clock().advance(Duration.ofSeconds(2));
                keys.forEach(key -> told.add(encrypt(worldKms, key)));
                keys.forEach(key -> told.add(
                        worldKms.describeKey(r -> r.keyId(key)).keyMetadata().keyStateAsString()));
            }
            return told;
        }
    }

    private void settleSlowly() {
        standIn.change(ConsistencyBehaviour.LONGEST_SETTLING, LONGEST);
        standIn.change(ConsistencyBehaviour.SETTLES_UNEVENLY, false);
    }

    private static String encrypt(KmsClient kms, String key) {
        try {
            kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("secret")));
            return "";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private KeyState state(String key) {
        return described(key).keyState();
    }

    private KeyMetadata described(String key) {
        return kms.describeKey(r -> r.keyId(key)).keyMetadata();
    }
}
