package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.sts.StsBehaviour;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** AssumeRole: who gets a session, for how long, with what, and in which words it is refused. */
class AssumeRoleTest extends StandInFixture {
    private static final String MEMBER = "arn:aws:iam::" + ACCOUNT + ":role/KeysunsetMember";

    @Test
    void namesTheSessionAndWhatItsPolicyTakes() {
        var answer = assume(r -> r.policy(allow("kms:ListKeys")));
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/KeysunsetMember/test");
        assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z0-9]{17,}:test|AROA[A-Z0-9]+:test");
        assertThat(answer.getValueForField("PackedPolicySize", Integer.class).orElseThrow())
                .isBetween(1, 20);
        assertThat(answer.credentials().secretAccessKey()).hasSize(40);
        var identity = clients.sts(answer.credentials()).getCallerIdentity();
        assertThat(identity.userId()).isEqualTo(answer.assumedRoleUser().assumedRoleId());
        assertThat(identity.arn()).isEqualTo(answer.assumedRoleUser().arn());
    }

    @Test
    void saysTheSameOfAWrongExternalIdAndARoleThatIsGone() throws Exception {
        var words = "User: arn:aws:iam::777788889999:user/keysunset is not authorized to perform: sts:AssumeRole on"
                + " resource: " + MEMBER;
        assertDenied(refused(r -> r.externalId("guessed")), words);
        assertDenied(refused(r -> r.externalId(null)), words);
        Organization.of(standIn).deleteRole(ACCOUNT, "KeysunsetMember");
        assertDenied(refused(r -> {}), words);
    }

    @Test
    void endsTheSessionsOfADeletedRole() throws Exception {
        var session = assume(r -> {}).credentials();
        Organization.of(standIn).deleteRole(ACCOUNT, "KeysunsetMember");
        assertThat(errorOf(() -> clients.kms(session, "us-east-1").listKeys()).errorCode())
                .isEqualTo("UnrecognizedClientException");
        assertThat(errorOf(() -> clients.sts(session).getCallerIdentity()).errorCode())
                .isEqualTo("InvalidClientTokenId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        899   | 1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900
        43201 | 1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200
        3601  | The requested DurationSeconds exceeds the MaxSessionDuration set for this role.
        """)
    void refusesDurationsOutOfBounds(int seconds, String text) {
        var error = refused(r -> r.durationSeconds(seconds));
        assertThat(error.errorCode()).isEqualTo("ValidationError");
        assertThat(error.errorMessage()).isEqualTo(text);
    }

    @Test
    void allowsAsLongAsTheRoleDoesButOneHourInAChain() throws Exception {
        Organization.of(standIn)
                .control()
                .post("/roles", "{'account':'" + ACCOUNT + "','name':'Long','maxSessionDuration':'PT12H'}");
        Consumer<AssumeRoleRequest.Builder> twelveHours =
                r -> r.roleArn("arn:aws:iam::" + ACCOUNT + ":role/Long").durationSeconds(43_200);
        assertThat(assume(twelveHours).credentials()).isNotNull();
        var chained = clients.sts(assume(r -> {}).credentials());
        assertThat(refused(chained, twelveHours).errorMessage())
                .isEqualTo("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                        + " chaining.");
    }

    @Test
    void keepsTheSourceIdentityThroughAChain() {
        var chained = clients.sts(assume(r -> r.sourceIdentity("effect-1")).credentials());
        var other = "arn:aws:iam::" + ACCOUNT + ":role/app";
        var second = chained.assumeRole(r -> r.roleArn(other).roleSessionName("second"));
        assertThat(second.sourceIdentity()).isEqualTo("effect-1");
        assertDenied(
                refused(chained, r -> r.roleArn(other).sourceIdentity("somebody-else")),
                "User: arn:aws:sts::111122223333:assumed-role/KeysunsetMember/test is not authorized to perform:"
                        + " sts:SetSourceIdentity on resource: " + other);
    }

    @Test
    void refusesWhatItCannotRead() {
        var name = refused(r -> r.roleSessionName("a b").externalId("x"));
        assertThat(name.errorCode()).isEqualTo("ValidationError");
        assertThat(name.errorMessage())
                .isEqualTo(
                        "2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint:"
                                + " Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value 'x' at"
                                + " 'externalId' failed to satisfy constraint: Member must have length greater than or"
                                + " equal to 2");
        assertThat(refused(r -> r.roleArn("arn:aws:iam::1:role/too/short")).errorMessage())
                .isEqualTo("arn:aws:iam::1:role/too/short is invalid");
        assertThat(refused(r -> r.policy("{'Statement':[]}")).errorCode()).isEqualTo("MalformedPolicyDocument");
        var large = refused(r -> r.policy(allow("kms:" + "x".repeat(2048))));
        assertThat(large.errorCode()).isEqualTo("PackedPolicyTooLarge");
        assertThat(large.errorMessage())
                .matches("Packed policy consumes 1\\d\\d% of allotted space, please use smaller" + " policy\\.");
    }

    @Test
    void tellsWhoCallsEvenUnderAPolicyThatAllowsNothing() {
        var session = assume(r -> r.policy("""
            {"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
            """)).credentials();
        assertThat(clients.sts(session).getCallerIdentity().account()).isEqualTo(ACCOUNT);
    }

    @Test
    void tellsWhoseAnAccessKeyIs() {
        var session = assume(r -> {}).credentials().accessKeyId();
        assertThat(accountOf(session)).isEqualTo(ACCOUNT);
        assertThat(accountOf("AKIAIOSFODNN7EXAMPLE")).isEqualTo("777788889999");
        assertThat(errorOf(() -> accountOf("ASIAIOSFODNN7EXAMPLE")).errorCode()).isEqualTo("ValidationError");
        assertThat(errorOf(() -> accountOf("AKIA")).errorMessage())
                .isEqualTo("1 validation error detected: Value 'AKIA' at 'accessKeyId' failed to satisfy constraint:"
                        + " Member must have length greater than or equal to 16");
    }

    private String accountOf(String accessKey) {
        return clients.sts().getAccessKeyInfo(r -> r.accessKeyId(accessKey)).account();
    }

    @Test
    void asksTagsInConditionsOfTheRolesPolicy() throws Exception {
        Organization.of(standIn).role(ACCOUNT, "Tagged", """
            {'Statement':[{'Effect':'Allow','Action':['kms:ListKeys','sts:AssumeRole','sts:TagSession'],'Resource':'*',
            'Condition':{'StringEquals':{'aws:PrincipalTag/team':'payments'}}}]}\
            """);
        var role = "arn:aws:iam::" + ACCOUNT + ":role/Tagged";
        var payments = assume(r -> r.roleArn(role)
                .tags(Tag.builder().key("team").value("payments").build())
                .transitiveTagKeys("team"));
        assertThat(clients.kms(payments.credentials(), "us-east-1").listKeys().keys())
                .isEmpty();
        var chained = clients.sts(payments.credentials())
                .assumeRole(r -> r.roleArn(role).roleSessionName("second"))
                .credentials();
        assertThat(clients.kms(chained, "us-east-1").listKeys().keys()).isEmpty();
        var untagged = assume(r -> r.roleArn(role)).credentials();
        assertThat(errorOf(() -> clients.kms(untagged, "us-east-1").listKeys()).errorMessage())
                .isEqualTo("User: arn:aws:sts::111122223333:assumed-role/Tagged/test is not authorized to perform:"
                        + " kms:ListKeys on resource: * because no identity-based policy allows the kms:ListKeys"
                        + " action");
    }

    @Test
    void isNotActivatedInEveryRegion() {
        standIn.change(Map.of(StsBehaviour.DISABLED_REGIONS.name(), "us-east-1"));
        assertThat(refused(r -> {}).errorCode()).isEqualTo("RegionDisabledException");
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> change) {
        return assume(clients.sts(), change);
    }

    private static AssumeRoleResponse assume(StsClient sts, Consumer<AssumeRoleRequest.Builder> change) {
        return sts.assumeRole(request -> {
            request.roleArn(MEMBER).roleSessionName("test").externalId("keysunset-demo");
            change.accept(request);
        });
    }

    private AwsErrorDetails refused(Consumer<AssumeRoleRequest.Builder> change) {
        return refused(clients.sts(), change);
    }

    private static AwsErrorDetails refused(StsClient sts, Consumer<AssumeRoleRequest.Builder> change) {
        return errorOf(() -> assume(sts, change));
    }

    private static void assertDenied(AwsErrorDetails error, String words) {
        assertThat(error.errorCode()).isEqualTo("AccessDenied");
        assertThat(error.sdkHttpResponse().statusCode()).isEqualTo(403);
        assertThat(error.errorMessage()).isEqualTo(words);
    }

    private static String allow(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }
}
