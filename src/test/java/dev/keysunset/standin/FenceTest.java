package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Who may do what, until when, and what happens to calls that get lost or stuck on the way. */
class FenceTest extends StandInFixture {

    @Test
    void admitsExactlyTheFencedCall() {
        var key = key();
        var other = key();
        var fenced = fenced(key, START.plusSeconds(60));
        assertThat(errorOf(() -> fenced.disableKey(r -> r.keyId(other.toString())))
                        .errorMessage())
                .isEqualTo("User: arn:aws:sts::111122223333:assumed-role/KeysunsetMember/test is not authorized to"
                        + " perform: kms:DisableKey on resource: " + other
                        + " because no session policy allows the kms:DisableKey action");
        assertThat(errorOf(() -> fenced.enableKey(r -> r.keyId(key.toString()))).errorCode())
                .isEqualTo("AccessDeniedException");
        fenced.disableKey(r -> r.keyId(key.toString()));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
        assertThat(standIn.calls().getLast().sourceIdentity()).isEmpty();
        assertThat(standIn.calls())
                .anySatisfy(call -> assertThat(call.sourceIdentity()).contains("effect-1"));
    }

    @Test
    void refusesTheFencedCallAfterItsTime() {
        var key = key();
        var fenced = fenced(key, START.plusSeconds(60));
        standIn.clock().advance(Duration.ofSeconds(60));
        assertThat(errorOf(() -> fenced.disableKey(r -> r.keyId(key.toString())))
                        .errorCode())
                .isEqualTo("AccessDeniedException");
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void judgesAHeldCallWhenItIsReleased() {
        var key = key();
        var fenced = fenced(key, START.plusSeconds(60));
        var fault = standIn.addFault(FaultRule.of(FaultKind.HOLD, "DisableKey"));
        var call = CompletableFuture.supplyAsync(() -> errorOf(() -> fenced.disableKey(r -> r.keyId(key.toString()))));
        await().until(() -> standIn.held(fault) == 1);
        standIn.clock().advance(Duration.ofMinutes(2));
        standIn.release(fault);
        assertThat(call.join().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
    }

    @Test
    void deniesDisablingWhileAGuardrailCountsTheDays() {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "")
                        .aged(Duration.ofDays(400))
                        .lastUsed(Duration.ofDays(89))
                        .policy(KeyPolicies.guarded(ACCOUNT, 90)));
        var kms = clients.kms(ACCOUNT);
        assertThat(errorOf(() -> kms.disableKey(r -> r.keyId(key.toString()))).errorMessage())
                .endsWith("kms:DisableKey on resource: " + key + " with an explicit deny in a resource-based policy");
        standIn.clock().advance(Duration.ofDays(2));
        kms.disableKey(r -> r.keyId(key.toString()));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void assumesTheMemberRoleOnlyWithItsExternalId() {
        var error = errorOf(() -> clients.sts()
                .assumeRole(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember")
                        .roleSessionName("test")
                        .externalId("guessed")));
        assertThat(error.errorCode()).isEqualTo("AccessDenied");
        assertThat(error.errorMessage())
                .isEqualTo("User: arn:aws:iam::777788889999:user/keysunset is not authorized to perform:"
                        + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/KeysunsetMember");
    }

    @Test
    void keepsAccountsApart() {
        var key = key().toString();
        var foreign = clients.kms(OTHER);
        assertThat(errorOf(() -> foreign.describeKey(r -> r.keyId(key))).errorCode())
                .isEqualTo("AccessDeniedException");
        assertThat(errorOf(() -> foreign.disableKey(r -> r.keyId(key))).errorCode())
                .isEqualTo("AccessDeniedException");
        assertThat(errorOf(() -> clients.kms(ACCOUNT, "eu-west-1").describeKey(r -> r.keyId(key)))
                        .errorCode())
                .isEqualTo("NotFoundException");
    }

    private KmsClient fenced(KeyArn key, Instant until) {
        var policy = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:DisableKey","Resource":"%s",\
            "Condition":{"DateLessThan":{"aws:CurrentTime":"%s"}}}]}\
            """.formatted(key, until);
        return clients.kms(clients.member(ACCOUNT, policy), "us-east-1");
    }

    private KeyState state(KeyArn key) {
        return clients.kms(ACCOUNT)
                .describeKey(r -> r.keyId(key.toString()))
                .keyMetadata()
                .keyState();
    }
}
