package dev.keysunset.aws.canaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Effect;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.CanaryCalls.Outcome;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.ReadFault;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KmsCanariesTest extends AwsFixture {
    private static final UUID CANARY = UUID.fromString("0193d000-0000-7000-8000-00000000000c");
    private static final Set<String> READS = Set.of("DescribeKey", "AssumeRole", "GetCallerIdentity");

    @ParameterizedTest
    @CsvSource({
        "SYMMETRIC_DEFAULT,ENCRYPT_DECRYPT,GenerateDataKeyWithoutPlaintext",
        "RSA_2048,ENCRYPT_DECRYPT,Encrypt",
        "RSA_2048,SIGN_VERIFY,Sign",
        "ECC_NIST_P256,SIGN_VERIFY,Sign",
        "ECC_NIST_P521,SIGN_VERIFY,Sign",
        "ECC_NIST_EDWARDS25519,SIGN_VERIFY,Sign",
        "ML_DSA_44,SIGN_VERIFY,Sign",
        "HMAC_256,GENERATE_VERIFY_MAC,GenerateMac",
        "ECC_NIST_P384,KEY_AGREEMENT,DeriveSharedSecret",
        "ML_KEM_768,ENCAPSULATE_DECAPSULATE,Encapsulate"
    })
    void callsWhatFitsTheKeyAndIsRefusedForItsState(KeySpec spec, KeyUsage usage, String action) {
        var key = key(plan().spec(spec).usage(usage).state(KeyState.DISABLED));

        var outcome = room.canaries().call(CANARY, key, usage.name());

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        var sent = standIn.calls().getLast();
        assertThat(sent.action()).isEqualTo(action);
        assertThat(sent.session()).contains("keysunset-canary." + CANARY);
        assertThat(sent.sourceIdentity()).contains("keysunset-canary");
        assertThat(((Outcome.Failed) outcome).requestId())
                .isEqualTo(sent.received().provenance().requestId());
    }

    @Test
    void callsAKeyThatIsPendingDeletion() {
        var key = disabled();
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.ScheduleKeyDeletion(key, 7), START.plusSeconds(30)),
                        Optional.empty());
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void neverCallsAKeyThatIsEnabled() {
        var outcome = room.canaries().call(CANARY, key(), "ENCRYPT_DECRYPT");
        assertThat(outcome).isInstanceOf(Outcome.NotMade.class);
        assertThat(((Outcome.NotMade) outcome).because()).contains("is Enabled");
        assertThat(sent()).isEmpty();
    }

    @Test
    void neverCallsAKeyOfAnotherUsage() {
        var outcome = room.canaries().call(CANARY, disabled(), "SIGN_VERIFY");
        assertThat(((Outcome.NotMade) outcome).because()).contains("ENCRYPT_DECRYPT, not for SIGN_VERIFY");
        assertThat(sent()).isEmpty();
    }

    @Test
    void neverCallsAKeyThatCannotBeRead() {
        var key = disabled();
        fault(FaultKind.ACCESS_DENIED, "DescribeKey");
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.NotMade.class);
        assertThat(sent()).isEmpty();
    }

    @Test
    void tellsThePermissionToAdd() {
        var key = key(plan().state(KeyState.DISABLED).policy(ONLY_SWITCHING));
        var outcome = room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT");
        assertThat(outcome).isInstanceOf(Outcome.Denied.class);
        assertThat(((Outcome.Denied) outcome).action()).isEqualTo("kms:GenerateDataKeyWithoutPlaintext");
    }

    @Test
    void tellsOfAKeyThatWasNotDisabledAfterAll() {
        var key = disabled();
        standIn.clock().advance(Duration.ofMinutes(1));
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.EnableKey(key), START.plus(Duration.ofHours(1))),
                        Optional.empty());
        standIn.addFault(FaultRule.of(ReadFault.STALE_READ, "DescribeKey")
                .delay(Duration.ofSeconds(30))
                .once());
        standIn.clock().advance(Duration.ofSeconds(10));
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void sendsACanaryOnceAndSaysWhenNobodyKnows() {
        var key = disabled();
        fault(FaultKind.LOST_ANSWER, "GenerateDataKeyWithoutPlaintext");
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.Unanswered.class);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void doesNotTakeAThrottledCallForAnAnswer() {
        var key = disabled();
        fault(FaultKind.THROTTLE, "GenerateDataKeyWithoutPlaintext");
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.NotMade.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-240, 240})
    void isPermittedByAWSWhateverOurClockSays(long secondsAhead) {
        var key = disabled();
        ahead = Duration.ofSeconds(secondsAhead);
        assertThat(room.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-240, 0, 240})
    void isRefusedByAWSWhenItArrivesLateWhateverOurClockSays(long secondsAhead) {
        var key = disabled();
        ahead = Duration.ofSeconds(secondsAhead);
        var held = standIn.addFault(FaultRule.of(FaultKind.HOLD, "GenerateDataKeyWithoutPlaintext"));
        var impatient = room(Map.of("keysunset.aws.call-timeout", "PT1S"));
        assertThat(impatient.canaries().call(CANARY, key, "ENCRYPT_DECRYPT")).isInstanceOf(Outcome.Unanswered.class);
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.EnableKey(key), START.plus(Duration.ofHours(1))),
                        Optional.empty());
        standIn.clock().advance(Duration.ofMinutes(2));
        standIn.release(held);
        assertThat(standIn.calls().getLast().errorCode()).contains("AccessDeniedException");
    }

    @Test
    void namesTheConfiguredKeysOfThePlace() {
        var here = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        var there = "arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        var configured = room(Map.of(
                "keysunset.aws.accounts.111122223333.canary-keys", here,
                "keysunset.aws.accounts.444455556666.canary-keys", there));
        assertThat(configured.canaries().configured(PLACE)).containsExactly(KeyArn.of(here));
        assertThat(configured.canaries().configured(ELSEWHERE)).containsExactly(KeyArn.of(there));
        assertThat(room.canaries().configured(PLACE)).isEmpty();
    }

    private KeyArn disabled() {
        var key = key();
        room.keys().perform(RETIREMENT, fenced(new Effect.DisableKey(key), START.plusSeconds(30)), Optional.empty());
        return key;
    }

    /** The cryptographic calls that AWS received. */
    private List<String> sent() {
        return standIn.calls().stream()
                .map(entry -> entry.action())
                .filter(action -> !READS.contains(action) && !action.equals("DisableKey"))
                .toList();
    }
}
