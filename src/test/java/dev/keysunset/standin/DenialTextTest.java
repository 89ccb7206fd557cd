package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** The words in which AWS refuses, for each kind of policy that can stand in the way. */
class DenialTextTest extends StandInFixture {
    private static final String APP =
            "User: arn:aws:sts::111122223333:assumed-role/app/test is not authorized to perform: ";
    private static final String EVERYTHING = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String NO_DESCRIBE = "{'Effect':'Deny','Action':'kms:DescribeKey','Resource':'*'}";
    private static final String NONE = "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}";

    @Test
    void namesTheIdentityBasedPolicy() throws Exception {
        var key = key();
        Organization.of(standIn).role(ACCOUNT, "app", "{'Statement':[" + EVERYTHING + "," + NO_DESCRIBE + "]}");
        assertThat(described(key))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + key
                        + " with an explicit deny in an identity-based policy");
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        assertThat(described(key))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + key
                        + " because no identity-based policy allows the kms:DescribeKey action");
    }

    @Test
    void namesTheResourceBasedPolicy() {
        var closed = keyWith("{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'kms:*','Resource':'*'}");
        assertThat(described(closed))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + closed
                        + " because no resource-based policy allows the kms:DescribeKey action");
        var denying = keyWith("{'Effect':'Deny','Principal':'*','Action':'kms:*','Resource':'*'}");
        assertThat(described(denying))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + denying
                        + " with an explicit deny in a resource-based policy");
    }

    @Test
    void namesTheServiceControlPolicyByItsArn() throws Exception {
        var key = key();
        var arn = Organization.of(standIn).guardrail("""
            {'Statement':[{'Effect':'Deny','Action':['kms:DisableKey','kms:ScheduleKeyDeletion'],'Resource':'*',
            'Condition':{'NumericLessThanEquals':{'kms:TrailingDaysWithoutKeyUsage':'365'}}}]}\
            """);
        var admin = clients.kms(ACCOUNT);
        var error = errorOf(() -> admin.disableKey(r -> r.keyId(key.toString())));
        assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
        assertThat(error.errorMessage())
                .isEqualTo("User: arn:aws:iam::111122223333:user/admin is not authorized to perform: kms:DisableKey on"
                        + " resource: " + key + " with an explicit deny in a service control policy: " + arn);
        assertThat(arn).matches("arn:aws:organizations::\\d{12}:policy/o-[a-z0-9]+/service_control_policy/p-[a-z0-9]+");
        Organization.of(standIn).deleteGuardrail(arn);
        admin.disableKey(r -> r.keyId(key.toString()));
    }

    @Test
    void namesThePermissionsBoundary() throws Exception {
        var key = key();
        boundary(NONE);
        assertThat(described(key))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + key
                        + " because no permissions boundary allows the kms:DescribeKey action");
        boundary("{'Statement':[" + EVERYTHING + "," + NO_DESCRIBE + "]}");
        assertThat(described(key))
                .isEqualTo(APP + "kms:DescribeKey on resource: " + key
                        + " with an explicit deny in a permissions boundary");
    }

    @Test
    void namesTheSessionPolicy() {
        var key = key();
        var policy = ("{'Statement':[" + EVERYTHING + "," + NO_DESCRIBE + "]}").replace('\'', '"');
        var session = clients.kms(clients.role(ACCOUNT, "app", Optional.of(policy)), "us-east-1");
        assertThat(errorOf(() -> session.describeKey(r -> r.keyId(key.toString())))
                        .errorMessage())
                .isEqualTo(APP + "kms:DescribeKey on resource: " + key + " with an explicit deny in a session policy");
    }

    @Test
    void hidesFromOtherAccountsWhetherAKeyIsThere() {
        var secret = standIn.fleet().createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)));
        var blob = clients.kms(ACCOUNT)
                .encrypt(r -> r.keyId(secret.toString()).plaintext(SdkBytes.fromUtf8String("text")))
                .ciphertextBlob();
        var foreign = clients.kms(OTHER);
        var beginning = "User: arn:aws:iam::444455556666:user/admin is not authorized to perform: kms:";
        var ending =
                " because the resource does not exist in this Region, no resource-based policies allow access, or a"
                        + " resource-based policy explicitly denies access";
        assertThat(errorOf(() -> foreign.decrypt(r -> r.ciphertextBlob(blob))).errorMessage())
                .isEqualTo(beginning + "Decrypt on the resource associated with this ciphertext" + ending);
        assertThat(errorOf(() -> foreign.describeKey(r -> r.keyId(secret.toString())))
                        .errorMessage())
                .isEqualTo(beginning + "DescribeKey on this resource" + ending);
        var unknown = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        assertThat(errorOf(() -> foreign.describeKey(r -> r.keyId(unknown))).errorMessage())
                .isEqualTo(beginning + "DescribeKey on this resource" + ending);
        assertThat(errorOf(() -> clients.kms(ACCOUNT).describeKey(r -> r.keyId(unknown)))
                        .errorMessage())
                .isEqualTo("Key '" + unknown + "' does not exist");
    }

    @Test
    void namesTheResourcesOfOtherServicesAsTheyDo() throws Exception {
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var session = clients.role(ACCOUNT, "app", Optional.empty());
        assertThat(errorOf(() -> clients.cloudTrail(session).lookupEvents(r -> {}))
                        .errorMessage())
                .isEqualTo(APP + "cloudtrail:LookupEvents because no identity-based policy allows the"
                        + " cloudtrail:LookupEvents action");
        assertThat(errorOf(() -> clients.logs(session).filterLogEvents(r -> r.logGroupName("/aws/app")))
                        .errorMessage())
                .isEqualTo(APP + "logs:FilterLogEvents on resource:"
                        + " arn:aws:logs:us-east-1:111122223333:log-group:/aws/app:log-stream: because no"
                        + " identity-based policy allows the logs:FilterLogEvents action");
        assertThat(errorOf(() -> clients.kms(session, "us-east-1").listKeys()).errorMessage())
                .isEqualTo(APP + "kms:ListKeys on resource: * because no identity-based policy allows the kms:ListKeys"
                        + " action");
    }

    @Test
    void writesTheActionsOfQueuesInLowerCaseAndNamesQueuesAndRules() throws Exception {
        var url = clients.sqs(ACCOUNT).createQueue(r -> r.queueName("work")).queueUrl();
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var session = clients.role(ACCOUNT, "app", Optional.empty());
        assertThat(errorOf(() -> clients.sqs(session).receiveMessage(r -> r.queueUrl(url)))
                        .errorMessage())
                .isEqualTo(APP + "sqs:receivemessage on resource: arn:aws:sqs:us-east-1:111122223333:work because no"
                        + " identity-based policy allows the sqs:receivemessage action");
        var events = clients.eventBridge(session);
        var pattern = "{\"source\":[\"aws.kms\"]}";
        assertThat(errorOf(() -> events.putRule(r -> r.name("keys").eventPattern(pattern)))
                        .errorMessage())
                .isEqualTo(APP + "events:PutRule on resource: arn:aws:events:us-east-1:111122223333:rule/keys because"
                        + " no identity-based policy allows the events:PutRule action");
    }

    private void boundary(String policy) throws Exception {
        Organization.of(standIn)
                .control()
                .post("/roles", "{'account':'" + ACCOUNT + "','name':'app','permissionsBoundary':" + policy + "}");
    }

    private String described(KeyArn key) {
        var session = clients.kms(clients.role(ACCOUNT, "app", Optional.empty()), "us-east-1");
        return errorOf(() -> session.describeKey(r -> r.keyId(key.toString()))).errorMessage();
    }

    private KeyArn keyWith(String statement) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "")
                        .aged(Duration.ofDays(400))
                        .policy("{\"Statement\":[" + statement.replace('\'', '"') + "]}"));
    }
}
