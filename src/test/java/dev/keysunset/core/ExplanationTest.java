package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.EffectRecord.Outcome.Done;
import dev.keysunset.core.EffectRecord.Outcome.Refused;
import dev.keysunset.core.RecordedCall.Caller;
import dev.keysunset.core.RecordedCall.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String PAYROLL = "arn:aws:sts::111122223333:assumed-role/payroll/i-0abc";
    private static final String REPORTS = "arn:aws:iam::111122223333:user/reports";
    private static final Advice TABLES = advice("DynamoDB", List.of("dynamodb.amazonaws.com"), List.of(), List.of());
    private static final Advice SECRETS = advice("Secrets Manager", List.of(), List.of("SecretARN"), List.of());
    private static final Advice FUNCTIONS = advice("Lambda", List.of(), List.of(), List.of("assumed-role/lambda-"));

    private final List<RecordedCall> calls = new ArrayList<>();

    @Test
    void countsTheCallsAndNamesTheFirstAndTheLast() {
        needs(PAYROLL, 0);
        needs(REPORTS, 3);
        needs(PAYROLL, 5);

        assertThat(explained().calls())
                .isEqualTo(new Explanation.Calls(3, Optional.of(minute(0)), Optional.of(minute(5))));
    }

    @Test
    void countsWhatWasLeftOutOfALongListToo() {
        needs(PAYROLL, 0);
        var explained = Explanation.of(new RecordedCalls(calls, 4_000), List.of());

        assertThat(explained.calls().count()).isEqualTo(4_001);
    }

    @Test
    void takesTheSessionsOfARoleForOneWorkload() {
        needs("arn:aws:sts::111122223333:assumed-role/payroll/i-0abc", 0);
        needs("arn:aws:sts::111122223333:assumed-role/payroll/i-0def", 1);
        needs(REPORTS, 2);

        assertThat(explained().users())
                .extracting(user -> user.principal() + " " + user.calls().count())
                .containsExactly("arn:aws:sts::111122223333:assumed-role/payroll 2", REPORTS + " 1");
    }

    @Test
    void measuresTheOutageUntilTheLastUserIsSeenWorking() {
        needs(PAYROLL, 0);
        needs(REPORTS, 2);
        needs(PAYROLL, 4);
        served("arn:aws:sts::111122223333:assumed-role/payroll/another", 6);
        served(REPORTS, 9);

        var outage = explained().outage();
        assertThat(outage.from()).contains(minute(0));
        assertThat(outage.firstSuccess()).contains(minute(6));
        assertThat(outage.until()).contains(minute(9));
        assertThat(outage.length()).contains(Duration.ofMinutes(9));
        assertThat(outage.notSeenWorking()).isEmpty();
    }

    @Test
    void saysWhoIsStillNotSeenWorkingAndLeavesTheOutageOpen() {
        needs(PAYROLL, 0);
        needs(REPORTS, 2);
        served(PAYROLL, 6);

        var outage = explained().outage();
        assertThat(outage.until()).isEmpty();
        assertThat(outage.length()).isEmpty();
        assertThat(outage.notSeenWorking()).containsExactly(REPORTS);
    }

    @Test
    void doesNotTakeASuccessBetweenTwoFailuresForTheEnd() {
        needs(PAYROLL, 0);
        served(PAYROLL, 1);
        needs(PAYROLL, 2);

        assertThat(explained().outage().notSeenWorking()).hasSize(1);
    }

    @Test
    void tellsTheServiceACallCameThroughApartFromTheCallerItself() {
        needs(PAYROLL, 0, Optional.of("s3.amazonaws.com"), Map.of());
        needs(PAYROLL, 1);
        served(PAYROLL, 2);

        assertThat(explained().users())
                .extracting(Explanation.User::service)
                .containsOnly(Optional.of("s3.amazonaws.com"), Optional.empty());
        assertThat(explained().outage().notSeenWorking())
                .containsExactly("arn:aws:sts::111122223333:assumed-role/payroll through s3.amazonaws.com");
    }

    @Test
    void namesTheBucketsTablesAndSecretsThatWereWorkedOn() {
        needs(PAYROLL, 0, Optional.of("s3.amazonaws.com"), Map.of("aws:s3:arn", "arn:aws:s3:::invoices"));
        needs(PAYROLL, 1, Optional.of("s3.amazonaws.com"), Map.of("aws:s3:arn", "arn:aws:s3:::invoices"));
        needs(PAYROLL, 2, Optional.empty(), Map.of("SecretARN", "arn:aws:secretsmanager:…:secret:db"));

        assertThat(explained().resources())
                .extracting(resource -> resource.kind() + " " + resource.name() + " "
                        + resource.calls().count())
                .containsExactly(
                        "aws:s3:arn arn:aws:s3:::invoices 2", "SecretARN arn:aws:secretsmanager:…:secret:db 1");
    }

    @Test
    void saysNothingOfAnOutageThatNobodyFelt() {
        var explained = explained();
        assertThat(explained.calls().count()).isZero();
        assertThat(explained.outage().from()).isEmpty();
        assertThat(explained.outage().until()).isEmpty();
        assertThat(explained.users()).isEmpty();
    }

    @Test
    void choosesAdviceByServiceByContextAndByPrincipal() {
        needs(PAYROLL, 0, Optional.of("dynamodb.amazonaws.com"), Map.of("aws:dynamodb:tableName", "salaries"));
        needs(PAYROLL, 1, Optional.empty(), Map.of("SecretARN", "db"));
        needs("arn:aws:sts::111122223333:assumed-role/lambda-orders/orders", 2);

        assertThat(advised())
                .extracting(advised -> advised.advice().service())
                .containsExactly("DynamoDB", "Secrets Manager", "Lambda");
        assertThat(advised().getFirst().resources())
                .extracting(Explanation.Resource::name)
                .containsExactly("salaries");
    }

    @Test
    void choosesNoAdviceForAServiceThatDidNotCall() {
        needs(REPORTS, 0);
        served(PAYROLL, 1);
        assertThat(advised()).isEmpty();
    }

    @Test
    void tellsTheBusiestUsersOfVeryMany() {
        IntStream.range(0, 80).forEach(user -> needs("arn:aws:iam::111122223333:user/" + user, user));
        needs("arn:aws:iam::111122223333:user/79", 90);

        assertThat(explained().users()).hasSize(50);
        assertThat(explained().users().getFirst().principal()).endsWith("user/79");
        assertThat(explained().calls().count()).isEqualTo(81);
    }

    @Test
    void datesTheRestorationByWhatAwsConfirmedInThisRollback() {
        var member = new Member(KEY, KeyState.ENABLED, KeyFacts.Role.SINGLE, "ENCRYPT_DECRYPT");
        var effects = List.of(
                effect(new Effect.EnableKey(KEY), new Done(minute(-60), "a former rollback")),
                effect(new Effect.CancelKeyDeletion(KEY), new Done(minute(2), "r1")),
                effect(new Effect.EnableKey(KEY), new Refused(minute(3), "AccessDeniedException", "no")),
                effect(new Effect.EnableKey(KEY), new Done(minute(7), "r2")));

        assertThat(RestoredMember.of(member, effects, minute(0)))
                .isEqualTo(new RestoredMember(KEY, KeyState.ENABLED, Optional.of(minute(2)), Optional.of(minute(7))));
    }

    private Explanation explained() {
        return Explanation.of(new RecordedCalls(calls, 0), List.of());
    }

    private List<Explanation.Advised> advised() {
        return Explanation.advice(new RecordedCalls(calls, 0), List.of(TABLES, SECRETS, FUNCTIONS));
    }

    private void needs(String principal, int minute) {
        needs(principal, minute, Optional.empty(), Map.of());
    }

    private void needs(String principal, int minute, Optional<String> service, Map<String, String> context) {
        calls.add(call(principal, minute, service, context, Outcome.NEEDED));
    }

    private void served(String principal, int minute) {
        calls.add(call(principal, minute, Optional.empty(), Map.of(), Outcome.SERVED));
    }

    private static RecordedCall call(
            String principal, int minute, Optional<String> service, Map<String, String> context, Outcome outcome) {
        return new RecordedCall(
                KEY, minute(minute), "Decrypt", outcome, new Caller(principal, service, Optional.empty()), context);
    }

    private static Instant minute(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    private static EffectRecord effect(Effect effect, EffectRecord.Outcome outcome) {
        return new EffectRecord(new UUID(0, 1), effect, NOW, NOW, outcome);
    }

    private static Advice advice(
            String service, List<String> invokedBy, List<String> context, List<String> principals) {
        return new Advice(service, new Advice.Signs(invokedBy, context, principals), "", "", "", "");
    }
}
