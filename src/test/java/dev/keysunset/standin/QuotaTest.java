package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.quota.QuotaBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** How often an account may call. The machine's clock stands still, so that the seconds a test takes bring nothing back. */
class QuotaTest {
    private static final String ACCOUNT = StandInFixture.ACCOUNT;

    private final StandIn standIn = StandIn.start(
            StandInFixture.options().withRealTime(new RealTime(Instant.now())).with(QuotaBehaviour.FACTOR, 0.001));
    private final Clients clients = new Clients(standIn);

    @AfterEach
    void stop() {
        clients.close();
        standIn.close();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "|", textBlock = """
        DescribeKey     | 2 | ThrottlingException | You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.
        GetKeyLastUsage | 1 | ThrottlingException | You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.
        LookupEvents    | 1 | ThrottlingException | Rate exceeded
        FilterLogEvents | 1 | ThrottlingException | Rate exceeded
        AssumeRole      | 1 | Throttling          | Rate exceeded
        """)
    void throttlesInTheWordsOfTheService(String action, int allowed, String code, String text) {
        var key = key().toString();
        IntStream.range(0, allowed).forEach(_ -> call(action, key));
        var error = StandInFixture.errorOf(() -> call(action, key));
        assertThat(error.errorCode()).isEqualTo(code);
        assertThat(error.errorMessage()).isEqualTo(text);
    }

    @Test
    void countsEachOperationAccountAndRegionApart() {
        var key = key().toString();
        clients.kms(ACCOUNT).getKeyLastUsage(r -> r.keyId(key));
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key));
        clients.kms(ACCOUNT).listKeys();
        clients.kms(ACCOUNT, "eu-west-1").listKeys();
        clients.kms(StandInFixture.OTHER).listKeys();
        assertThat(throttled()).isZero();
        assertThat(StandInFixture.errorOf(() -> clients.kms(ACCOUNT).listKeys()).errorCode())
                .isEqualTo("ThrottlingException");
        assertThat(throttled()).isOne();
    }

    /** Two calls a second, whoever of the account makes them. */
    @Test
    void sharesOneQuotaAmongAllWhoCallInAnAccount() {
        standIn.change(QuotaBehaviour.FACTOR, 1.0);
        var member = clients.cloudTrail(clients.role(ACCOUNT, "auditor", Optional.empty()));
        member.lookupEvents(r -> {});
        clients.cloudTrail(ACCOUNT).lookupEvents(r -> {});
        assertThat(StandInFixture.errorOf(() -> member.lookupEvents(r -> {})).errorCode())
                .isEqualTo("ThrottlingException");
        assertThat(StandInFixture.errorOf(() -> clients.cloudTrail(ACCOUNT).lookupEvents(r -> {}))
                        .errorCode())
                .isEqualTo("ThrottlingException");
        clients.cloudTrail(StandInFixture.OTHER).lookupEvents(r -> {});
    }

    /** In us-east-1 100,000 a second, of which the factor leaves two. */
    @Test
    void sharesOneQuotaAmongCryptographicCallsOnSymmetricKeys() {
        standIn.change(QuotaBehaviour.FACTOR, 0.000_02);
        var key = key().toString();
        var kms = clients.kms(ACCOUNT);
        kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"));
        kms.generateDataKeyWithoutPlaintext(r -> r.keyId(key).keySpec("AES_256"));
        assertThat(StandInFixture.errorOf(() -> kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))))
                        .errorCode())
                .isEqualTo("ThrottlingException");
        kms.describeKey(r -> r.keyId(key));
    }

    @Test
    void refillsByTheFasterClock() {
        clients.cloudTrail(ACCOUNT).lookupEvents(r -> {});
        standIn.clock().advance(Duration.ofSeconds(400));
        assertThat(StandInFixture.errorOf(() -> clients.cloudTrail(ACCOUNT).lookupEvents(r -> {}))
                        .errorCode())
                .isEqualTo("ThrottlingException");
        standIn.clock().advance(Duration.ofSeconds(100));
        clients.cloudTrail(ACCOUNT).lookupEvents(r -> {});
    }

    @Test
    void leavesTheFleetsOwnCallsAloneUnlessToldOtherwise() {
        var key = key();
        var use = new KeyUse(
                "GetPublicKey", "arn:aws:iam::" + ACCOUNT + ":role/app", Optional.empty(), Map.of(), Optional.empty());
        IntStream.range(0, 5).forEach(_ -> standIn.use(key, use));
        assertThat(throttled()).isZero();
        standIn.change(QuotaBehaviour.COUNTS_WORKLOADS, true);
        IntStream.range(0, 5).forEach(_ -> standIn.use(key, use));
        assertThat(throttled()).isEqualTo(3);
    }

    @Test
    void throttlesBurstsOfStateChangesOnOneKey() {
        standIn.change(QuotaBehaviour.FACTOR, 0.0);
        standIn.change(QuotaBehaviour.HOT_KEY_CHANGES, 3);
        standIn.change(QuotaBehaviour.HOT_KEY_PERIOD, Duration.ofHours(1));
        var hot = key().toString();
        var kms = clients.kms(ACCOUNT);
        kms.disableKey(r -> r.keyId(hot));
        kms.enableKey(r -> r.keyId(hot));
        kms.disableKey(r -> r.keyId(hot));
        assertThat(StandInFixture.errorOf(() -> kms.enableKey(r -> r.keyId(hot)))
                        .errorCode())
                .isEqualTo("ThrottlingException");
        var other = key().toString();
        kms.disableKey(r -> r.keyId(other));
        standIn.clock().advance(Duration.ofMinutes(20));
        kms.enableKey(r -> r.keyId(hot));
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void recordsThrottledCallsOnlyIfToldSo(boolean records, int found) {
        standIn.change(QuotaBehaviour.TELLS_TRAIL, records);
        var key = key().toString();
        call("GetKeyLastUsage", key);
        assertThat(StandInFixture.errorOf(() -> call("GetKeyLastUsage", key)).errorCode())
                .isEqualTo("ThrottlingException");
        standIn.clock().advance(Duration.ofMinutes(20));
        assertThat(clients.cloudTrail(ACCOUNT).lookupEvents(r -> {}).events())
                .filteredOn(event -> event.eventName().equals("GetKeyLastUsage"))
                .hasSize(found);
    }

    private void call(String action, String key) {
        clients.call(ACCOUNT, action, key);
    }

    private long throttled() {
        return standIn.calls().stream()
                .map(CallLog.Entry::errorCode)
                .filter(Optional.of("ThrottlingException")::equals)
                .count();
    }

    private KeyArn key() {
        return standIn.fleet().createKey(KeyPlan.in(StandInFixture.PLACE, "").aged(Duration.ofDays(400)));
    }
}
