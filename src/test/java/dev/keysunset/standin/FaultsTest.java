package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keysunset.standin.fault.FaultDetails;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Limits;
import dev.keysunset.standin.fault.RecordFault;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fault.Target.Trait;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;

/** What goes wrong on request. */
class FaultsTest extends StandInFixture {
    private final KmsClient kms = clients.kms(ACCOUNT);

    @ParameterizedTest
    @CsvSource(delimiterString = "|", textBlock = """
        THROTTLE      | DescribeKey     | 400 | ThrottlingException         | You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.
        THROTTLE      | LookupEvents    | 400 | ThrottlingException         | Rate exceeded
        THROTTLE      | AssumeRole      | 400 | Throttling                  | Rate exceeded
        ERROR_500     | DescribeKey     | 500 | KMSInternalException        | Internal failure
        ERROR_500     | FilterLogEvents | 500 | InternalFailure             | The request processing has failed because of an unknown error, exception or failure.
        ERROR_503     | DescribeKey     | 503 | ServiceUnavailable          | Service Unavailable
        ERROR_503     | FilterLogEvents | 503 | ServiceUnavailable          | Service Unavailable
        EXPIRED_TOKEN | DescribeKey     | 400 | ExpiredTokenException       | The security token included in the request is expired
        EXPIRED_TOKEN | AssumeRole      | 403 | ExpiredToken                | The security token included in the request is expired
        ACCESS_DENIED | DescribeKey     | 400 | AccessDeniedException       | User: arn:aws:iam::111122223333:user/admin is not authorized to perform: kms:DescribeKey because no identity-based policy allows the kms:DescribeKey action
        ACCESS_DENIED | AssumeRole      | 403 | AccessDenied                | User: arn:aws:iam::777788889999:user/keysunset is not authorized to perform: sts:AssumeRole because no identity-based policy allows the sts:AssumeRole action
        OUTAGE        | DescribeKey     | 503 | ServiceUnavailable          | Service Unavailable
        """)
    void failsInTheWordsOfTheService(FaultKind kind, String action, int status, String code, String text) {
        var key = key().toString();
        standIn.addFault(FaultRule.of(kind, action).once());
        var error = errorOf(() -> call(action, key));
        assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(status);
        assertThat(error.errorCode()).isEqualTo(code);
        assertThat(error.errorMessage()).isEqualTo(text);
        assertThat(standIn.calls().getLast()).satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(status);
            assertThat(entry.fault()).contains(kind.name());
        });
        call(action, key);
        assertThat(standIn.calls().getLast().fault()).isEmpty();
    }

    @Test
    void failsWithTheErrorAsked() {
        var timeout = FaultDetails.NONE.code("DependencyTimeoutException");
        standIn.addFault(FaultRule.of(FaultKind.ERROR_500, "DisableKey").with(timeout));
        var error = errorOf(() -> kms.disableKey(r -> r.keyId(key().toString())));
        assertThat(error.errorCode()).isEqualTo("DependencyTimeoutException");
        assertThat(error.errorMessage())
                .isEqualTo("The system timed out while trying to fulfill the request. You can retry the request.");
    }

    @ParameterizedTest
    @CsvSource({
        "RESET, DisableKey, 0, Enabled",
        "OUTAGE, DisableKey, 0, Enabled",
        "LOST_ANSWER, DisableKey, 200, Disabled",
        "TRUNCATED, ScheduleKeyDeletion, 200, PendingDeletion"
    })
    void cutsTheConnection(FaultKind kind, String action, int status, String state) {
        var key = key();
        standIn.addFault(FaultRule.of(kind, action)
                .with(FaultDetails.NONE.cuttingConnection())
                .once());
        assertThatThrownBy(() -> call(action, key.toString()))
                .isInstanceOfAny(SdkClientException.class, UncheckedIOException.class);
        assertThat(standIn.calls().getLast()).satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(status);
            assertThat(entry.fault()).contains(kind.name());
        });
        assertThat(state(key)).hasToString(state);
    }

    @Test
    void carriesOutASlowCallWhoseAnswerComesTooLate() {
        var key = key();
        standIn.addFault(FaultRule.of(FaultKind.SLOW, "DisableKey").delay(Duration.ofDays(1)));
        assertThatThrownBy(() -> kms.disableKey(r ->
                        r.keyId(key.toString()).overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(3)))))
                .isInstanceOf(SdkClientException.class);
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
        assertThat(standIn.calls())
                .filteredOn(entry -> entry.action().equals("DisableKey"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.fault()).contains("SLOW"));
    }

    @Test
    void answersASlowCallAfterItsDelay() {
        standIn.addFault(FaultRule.of(FaultKind.SLOW, "ListKeys").delay(Duration.ofMillis(300)));
        var begin = System.nanoTime();
        assertThat(kms.listKeys().keys()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void carriesOutAHeldCallByItselfWhenItsDelayIsOver() {
        var key = key();
        var fault = standIn.addFault(FaultRule.of(FaultKind.HOLD, "DisableKey").delay(Duration.ofMinutes(3)));
        var call = CompletableFuture.runAsync(() -> kms.disableKey(r -> r.keyId(key.toString())));
        await().until(() -> standIn.held(fault) == 1);
        standIn.clock().advance(Duration.ofMinutes(3));
        call.join();
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
        assertThat(standIn.held(fault)).isZero();
    }

    @Test
    void carriesOutACallWhoseClientHasGoneLongAgo() {
        var key = key();
        var late = FaultDetails.NONE.delay(Duration.ofMinutes(3)).cuttingConnection();
        standIn.addFault(FaultRule.of(FaultKind.HOLD, "DisableKey").with(late).once());
        assertThatThrownBy(() -> kms.disableKey(r -> r.keyId(key.toString()))).isInstanceOf(SdkClientException.class);
        assertThat(state(key)).isEqualTo(KeyState.ENABLED);
        standIn.clock().advance(Duration.ofMinutes(3));
        assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    }

    @Test
    void hitsOnlyTheCallsMeant() {
        var key = key();
        standIn.addFault(FaultRule.of(
                FaultKind.ERROR_503,
                Target.ANY.in(PLACE).key(key).with(Trait.SERVICE, "kms").with(Trait.PRINCIPAL, "user/admin")));
        standIn.addFault(FaultRule.of(FaultKind.ERROR_503, Target.ANY.with(Trait.PRINCIPAL, "somebody-else")));
        call("DescribeKey", key().toString());
        kms.listKeys();
        call("LookupEvents", "");
        assertThat(errorOf(() -> call("DescribeKey", key.toString())).errorCode())
                .isEqualTo("ServiceUnavailable");
    }

    @Test
    void keepsToItsLimits() {
        var key = key().toString();
        var limits = Limits.NONE.after(1).times(2).from(START.plusSeconds(60)).until(START.plusSeconds(120));
        standIn.addFault(FaultRule.of(FaultKind.THROTTLE, "DescribeKey").within(limits));
        assertThat(outcomes(key, 2)).containsExactly("", "");
        standIn.clock().advance(Duration.ofSeconds(60));
        assertThat(outcomes(key, 4)).containsExactly("", "ThrottlingException", "ThrottlingException", "");
        standIn.addFault(FaultRule.of(FaultKind.THROTTLE, "DescribeKey").within(limits));
        standIn.clock().advance(Duration.ofSeconds(60));
        assertThat(outcomes(key, 3)).containsExactly("", "", "");
    }

    @Test
    void drawsTheSameCallsFromTheSameSeed() {
        var key = key().toString();
        var sometimes = FaultRule.of(FaultKind.THROTTLE, "DescribeKey").within(Limits.NONE.chance(0.5));
        standIn.addFault(sometimes);
        var first = outcomes(key, 20);
        try (var again = StandIn.start(options());
                var clientsAgain = new Clients(again)) {
            again.addFault(sometimes);
            var keyAgain = again.fleet().createKey(KeyPlan.in(PLACE, "")).toString();
            assertThat(outcomes(clientsAgain.kms(ACCOUNT), keyAgain, 20)).isEqualTo(first);
        }
        assertThat(first).contains("", "ThrottlingException");
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_503, 0",
        "EXPIRED_TOKEN, 0",
        "OUTAGE, 0",
        "RESET, 0",
        "THROTTLE, 0",
        "ERROR_500, 1",
        "ACCESS_DENIED, 1",
        "LOST_ANSWER, 1",
        "TRUNCATED, 1"
    })
    void tellsCloudTrailOnlyWhatReachesTheService(FaultKind kind, int records) {
        var key = key().toString();
        standIn.addFault(FaultRule.of(kind, "DescribeKey").once());
        assertThatThrownBy(() -> call("DescribeKey", key));
        assertThat(recorded("DescribeKey")).isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource({"RECORD_LOST, 0, 0", "TRAIL_SILENCE, 0, 1", "RECORD_LATE, 0, 1", "RECORD_TWICE, 2, 2"})
    void losesDelaysAndRepeatsRecords(RecordFault fault, int soon, int later) {
        var key = key().toString();
        var limits = Limits.NONE.until(START.plus(Duration.ofHours(2)));
        standIn.addFault(FaultRule.of(fault, "DescribeKey").within(limits).delay(Duration.ofHours(2)));
        call("DescribeKey", key);
        assertThat(recorded("DescribeKey")).isEqualTo(soon);
        standIn.clock().advance(Duration.ofHours(2));
        assertThat(recorded("DescribeKey")).isEqualTo(later);
    }

    @Test
    void losesRecordsOnTheWayToOneDestinationOnly() {
        var key = key().toString();
        var onlyLogs = FaultDetails.NONE.destinations(Set.of(Destination.LOG_GROUP));
        standIn.addFault(FaultRule.of(RecordFault.RECORD_LOST, "DescribeKey").with(onlyLogs));
        call("DescribeKey", key);
        assertThat(recorded("DescribeKey")).isOne();
        assertThat(clients.logs(ACCOUNT)
                        .filterLogEvents(r -> r.logGroupName("/aws/cloudtrail/management"))
                        .events())
                .noneSatisfy(event -> assertThat(event.message()).contains("\"DescribeKey\""));
    }

    private long recorded(String action) {
        standIn.clock().advance(Duration.ofMinutes(20));
        return clients.cloudTrail(ACCOUNT).lookupEvents(r -> {}).events().stream()
                .filter(event -> event.eventName().equals(action))
                .count();
    }

    private List<String> outcomes(String key, int calls) {
        return outcomes(kms, key, calls);
    }

    private static List<String> outcomes(KmsClient kms, String key, int calls) {
        return IntStream.range(0, calls).mapToObj(_ -> outcome(kms, key)).toList();
    }

    private static String outcome(KmsClient kms, String key) {
        try {
            kms.describeKey(r -> r.keyId(key));
            return "";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private void call(String action, String key) {
        clients.call(ACCOUNT, action, key);
    }

    private KeyState state(KeyArn key) {
        return kms.describeKey(r -> r.keyId(key.toString())).keyMetadata().keyState();
    }
}
