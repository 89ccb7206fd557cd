package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.signature.SignatureBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signature Version 4: whom AWS believes, and what it answers to the others in either protocol. */
class SignatureTest extends StandInFixture {
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    @Test
    void believesWhatTheSecretSigned() throws Exception {
        assertThat(RawCall.listKeys(standIn).send().status()).isEqualTo(200);
        assertThat(RawCall.callerIdentity(standIn).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a//b/../c/./d/", "/a%20b", "/?b=2&a=1&a=0", "/?key=a%2Fb+c&empty", "/a*b?x=~"})
    void believesAnyPathAndQueryInTheirCanonicalForm(String pathAndQuery) throws Exception {
        assertThat(RawCall.listKeys(standIn).to(pathAndQuery).send().status()).isEqualTo(200);
    }

    @Test
    void refusesAnotherSecret() throws Exception {
        var stranger = AwsCredentialsIdentity.create(ACCOUNT, "guessed");
        var json = RawCall.listKeys(standIn).by(stranger).send();
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.body())
                .isEqualTo("{\"__type\":\"InvalidSignatureException\",\"message\":\"" + MISMATCH + "\"}");
        var query = RawCall.callerIdentity(standIn).by(stranger).send();
        assertThat(query.status()).isEqualTo(403);
        assertThat(query.body())
                .contains("<Code>SignatureDoesNotMatch</Code>")
                .contains("<Message>" + MISMATCH + "</Message>");
    }

    @Test
    void refusesARequestChangedOnTheWay() throws Exception {
        assertThat(RawCall.listKeys(standIn)
                        .send(request -> request.putHeader("X-Amz-Target", "TrentService.CreateKey"))
                        .body())
                .contains("InvalidSignatureException");
        assertThat(RawCall.listKeys(standIn)
                        .send(request -> request.encodedPath("/elsewhere"))
                        .body())
                .contains("InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        -300, 200
        -301, 400
        +300, 200
        +301, 400
        """)
    void believesASignatureForFiveMinutesEitherWay(long seconds, int status) throws Exception {
        var real = new RealTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (var still = StandIn.start(options().withRealTime(real))) {
            var call = RawCall.listKeys(still).signedAt(real.instant().plusSeconds(seconds));
            assertThat(call.send().status()).isEqualTo(status);
        }
    }

    @Test
    void saysHowLateAndHowEarlyASignatureIs() throws Exception {
        var late = RawCall.listKeys(standIn).signedAt(Instant.now().minusSeconds(360));
        assertThat(late.send().body())
                .matches(
                        "\\{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: \\d{8}T\\d{6}Z is"
                                + " now earlier than \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z - 5 min\\.\\)\"}");
        var early = RawCall.callerIdentity(standIn).signedAt(Instant.now().plusSeconds(360));
        assertThat(early.send().body())
                .contains("<Code>SignatureDoesNotMatch</Code><Message>Signature not yet current: ")
                .contains(" is still later than ")
                .contains(" + 5 min.)");
    }

    /** An SDK sets its clock by this header, and would sign for domain time ever after. */
    @Test
    void tellsRealTimeWhereASignatureIsTooOld() throws Exception {
        standIn.clock().advance(Duration.ofDays(400));
        var refused = RawCall.listKeys(standIn)
                .signedAt(Instant.now().minusSeconds(360))
                .send();
        assertThat(date(refused)).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(date(RawCall.listKeys(standIn).send())).isEqualTo(START.plus(Duration.ofDays(400)));
    }

    @Test
    void keepsTheClockOfAnSdkThatIsDenied() {
        assertThat(errorOf(() -> clients.sts()
                                .assumeRole(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember")
                                        .roleSessionName("test")
                                        .externalId("guessed")))
                        .errorCode())
                .isEqualTo("AccessDenied");
        assertThat(clients.sts().getCallerIdentity().account()).isEqualTo("777788889999");
    }

    @Test
    void judgesAgainWhenAHeldRequestIsReleased() {
        var key = key();
        var fault = standIn.addFault(FaultRule.of(FaultKind.HOLD, "DisableKey"));
        var call = CompletableFuture.supplyAsync(() ->
                errorOf(() -> clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()))));
        await().until(() -> standIn.held(fault) == 1);
        standIn.change(Map.of(SignatureBehaviour.LONGEST_AGE.name(), "PT0S"));
        standIn.release(fault);
        var error = call.join();
        assertThat(error.errorCode()).isEqualTo("InvalidSignatureException");
        assertThat(error.errorMessage()).startsWith("Signature expired: ");
        standIn.change(Map.of(SignatureBehaviour.LONGEST_AGE.name(), "PT5M"));
        assertThat(clients.kms(ACCOUNT)
                        .describeKey(r -> r.keyId(key.toString()))
                        .keyMetadata()
                        .enabled())
                .isTrue();
    }

    @Test
    void refusesRequestsThatAreNotSigned() throws Exception {
        var json = RawCall.listKeys(standIn).sendUnsigned();
        assertThat(json.status()).isEqualTo(400);
        assertThat(json.body())
                .isEqualTo("{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication"
                        + " Token\"}");
        var query = RawCall.callerIdentity(standIn).sendUnsigned();
        assertThat(query.status()).isEqualTo(403);
        assertThat(query.body())
                .contains("<Code>MissingAuthenticationToken</Code><Message>Request is missing Authentication Token"
                        + "</Message>");
    }

    @Test
    void complainsOfAnIncompleteHeader() throws Exception {
        assertThat(RawCall.listKeys(standIn)
                        .send(request ->
                                request.putHeader("Authorization", "AWS4-HMAC-SHA256 Credential=a/20261102/us-east-1"))
                        .body())
                .contains("IncompleteSignatureException")
                .contains("Authorization header requires 'Signature' parameter. Authorization header requires"
                        + " 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a/20261102/us-east-1");
    }

    @Test
    void refusesASignatureForAnotherService() throws Exception {
        assertThat(RawCall.listKeys(standIn).scopedTo("logs").send().body())
                .contains("Credential should be scoped to correct service: 'kms'. ");
    }

    @Test
    void knowsNoSessionThatItDidNotIssue() throws Exception {
        var invented = AwsSessionCredentialsIdentity.create("ASIAINVENTED", "secret", "token");
        assertThat(RawCall.listKeys(standIn).by(invented).send().body())
                .isEqualTo(
                        "{\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included in the"
                                + " request is invalid.\"}");
        var query = RawCall.callerIdentity(standIn).by(invented).send();
        assertThat(query.status()).isEqualTo(403);
        assertThat(query.body()).contains("<Code>InvalidClientTokenId</Code>");
        var member = clients.sts()
                .assumeRole(r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember")
                        .roleSessionName("test")
                        .externalId("keysunset-demo"))
                .credentials();
        var mixed = AwsSessionCredentialsIdentity.create(member.accessKeyId(), member.secretAccessKey(), "another");
        assertThat(RawCall.listKeys(standIn).by(mixed).send().body()).contains("UnrecognizedClientException");
    }

    @Test
    void takesAnySignatureWhenToldNotToCheck() throws Exception {
        standIn.change(Map.of(SignatureBehaviour.CHECK.name(), "false"));
        var stranger = AwsCredentialsIdentity.create(ACCOUNT, "guessed");
        assertThat(RawCall.listKeys(standIn)
                        .by(stranger)
                        .signedAt(Instant.now().minusSeconds(3600))
                        .send()
                        .status())
                .isEqualTo(200);
    }

    private static Instant date(RawCall.Reply reply) {
        return ZonedDateTime.parse(reply.date(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }
}
