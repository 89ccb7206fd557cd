package dev.keysunset.standin;

import static dev.keysunset.standin.StandInFixture.ACCOUNT;
import static dev.keysunset.standin.StandInFixture.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.signature.SignatureBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Sessions end in real time, whatever the domain clock does. */
class SessionExpiryTest {
    private static final String EXPIRED = "The security token included in the request is expired";

    /** As long ago as the session lasts: when it ends, answers tell the machine's time, by which SDKs set their clocks. */
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(900);

    private final RealTime real = new RealTime(begin);
    private final StandIn standIn = StandIn.start(StandInFixture.options().withRealTime(real));
    private final Clients clients = new Clients(standIn);

    @AfterEach
    void stop() {
        clients.close();
        standIn.close();
    }

    @Test
    void answersAnEndedSessionAsEachProtocolDoes() {
        believeAnySignature();
        var session = shortest();
        assertThat(session.expiration()).isEqualTo(begin.plusSeconds(900));
        real.pass(Duration.ofSeconds(899));
        assertThat(clients.kms(session, "us-east-1").listKeys().keys()).isEmpty();
        assertThat(clients.sts(session).getCallerIdentity().account()).isEqualTo(ACCOUNT);
        real.pass(Duration.ofSeconds(1));
        assertExpired(
                "ExpiredTokenException",
                400,
                () -> clients.kms(session, "us-east-1").listKeys());
        assertExpired(
                "ExpiredTokenException", 400, () -> clients.cloudTrail(session).lookupEvents(r -> {}));
        assertExpired("ExpiredTokenException", 400, () -> clients.logs(session).describeLogGroups(r -> {}));
        assertExpired(
                "ExpiredTokenException", 400, () -> clients.eventBridge(session).listRules(r -> {}));
        assertExpired("ExpiredToken", 403, () -> clients.sts(session).getCallerIdentity());
        assertExpired("ExpiredToken", 403, () -> clients.sns(session).listTopics());
    }

    @Test
    void endsNeitherLongTermKeysNorTheSessionsBegunLater() {
        believeAnySignature();
        var first = shortest();
        real.pass(Duration.ofDays(3650));
        assertThat(clients.kms(ACCOUNT).listKeys().keys()).isEmpty();
        assertThat(clients.kms(shortest(), "us-east-1").listKeys().keys()).isEmpty();
        assertExpired(
                "ExpiredTokenException",
                400,
                () -> clients.kms(first, "us-east-1").listKeys());
    }

    @Test
    void doesNotCountDomainTime() {
        believeAnySignature();
        var session = shortest();
        standIn.clock().advance(Duration.ofDays(30));
        assertThat(clients.kms(session, "us-east-1").listKeys().keys()).isEmpty();
    }

    @Test
    void judgesTheAgeOfSignaturesByTheSameTime() throws Exception {
        assertThat(RawCall.listKeys(standIn).signedAt(begin).send().status()).isEqualTo(200);
        real.pass(Duration.ofMinutes(6));
        assertThat(RawCall.listKeys(standIn).signedAt(begin).send().body())
                .contains("\"InvalidSignatureException\"")
                .contains("Signature expired: ");
        assertThat(RawCall.listKeys(standIn).signedAt(real.instant()).send().status())
                .isEqualTo(200);
    }

    /** The SDK signs by the machine's clock. */
    private void believeAnySignature() {
        standIn.change(SignatureBehaviour.CHECK, false);
    }

    private Credentials shortest() {
        return clients.sts()
                .assumeRole(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember")
                        .roleSessionName("test")
                        .externalId("keysunset-demo")
                        .durationSeconds(900))
                .credentials();
    }

    private static void assertExpired(String code, int status, ThrowingCallable call) {
        var error = errorOf(call);
        assertThat(error.errorCode()).isEqualTo(code);
        assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(status);
        assertThat(error.errorMessage()).isEqualTo(EXPIRED);
    }
}
