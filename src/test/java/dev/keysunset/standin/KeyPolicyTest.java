package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.kms.KmsBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Whom a key policy lets in, alone and together with the caller's other policies. */
class KeyPolicyTest extends StandInFixture {
    private static final String NONE = "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}";
    private static final String APP = "arn:aws:iam::111122223333:role/app";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "Principal":"*"                                                                         | true
        "Principal":{"AWS":"*"}                                                                 | true
        "Principal":{"AWS":"arn:aws:iam::111122223333:role/app"}                                | true
        "Principal":{"AWS":["arn:aws:iam::111122223333:role/b","arn:aws:iam::111122223333:role/app"]} | true
        "Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/app/test"}                   | true
        "Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/app/other"}                  | false
        "Principal":{"AWS":"arn:aws:iam::111122223333:user/app"}                                | false
        "Principal":{"AWS":"arn:aws:iam::111122223333:root"}                                    | false
        "Principal":{"AWS":"111122223333"}                                                      | false
        "Principal":{"CanonicalUser":"79a59df900b949e5"}                                        | false
        "Principal":{"Federated":"cognito-identity.amazonaws.com"}                              | false
        "Principal":{"Service":"app.amazonaws.com"}                                             | false
        "NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/other"}                           | true
        """)
    void admitsWhomItNamesWithoutAnyIdentityBasedPolicy(String principal, boolean admitted) throws Exception {
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var key = key(statement("Allow", principal));
        assertThat(describes(key)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "Principal":"*"                                                                         | false
        "Principal":{"AWS":"arn:aws:iam::111122223333:role/app"}                                | false
        "Principal":{"AWS":"111122223333"}                                                      | false
        "Principal":{"AWS":"arn:aws:iam::111122223333:role/other"}                              | true
        "NotPrincipal":{"AWS":"arn:aws:iam::111122223333:role/app"}                             | false
        "NotPrincipal":{"AWS":["arn:aws:iam::111122223333:root","arn:aws:iam::111122223333:role/app","arn:aws:sts::111122223333:assumed-role/app/test"]} | true
        """)
    void deniesWhomItNames(String principal, boolean admitted) {
        var key = key(statement("Allow", "\"Principal\":\"*\"") + "," + statement("Deny", principal));
        assertThat(describes(key)).isEqualTo(admitted);
    }

    @Test
    void leavesToIdentityBasedPoliciesWhatItGivesTheAccount() throws Exception {
        var key = key(statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}"));
        assertThat(describes(key)).isTrue();
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        assertThat(describes(key)).isFalse();
    }

    @Test
    void needsBothSidesBetweenAccounts() throws Exception {
        var shared = key(statement("Allow", "\"Principal\":{\"AWS\":\"" + OTHER + "\"}"));
        var named = key(statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:iam::" + OTHER + ":role/app\"}"));
        var closed = key(statement("Allow", "\"Principal\":{\"AWS\":\"" + ACCOUNT + "\"}"));
        assertThat(describes(shared, OTHER)).isTrue();
        assertThat(describes(named, OTHER)).isTrue();
        assertThat(describes(closed, OTHER)).isFalse();
        Organization.of(standIn).role(OTHER, "app", NONE);
        assertThat(describes(shared, OTHER)).isFalse();
        assertThat(describes(named, OTHER)).isFalse();
    }

    /** The hole in a fence: a session policy does not bind what a key policy gives to the session's own ARN. */
    @Test
    void letsASessionNamedByItsOwnArnEscapeItsSessionPolicy() {
        var nothing = "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
        var byRole = key(statement("Allow", "\"Principal\":{\"AWS\":\"" + APP + "\"}"));
        var bySession =
                key(statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/test\"}"));
        var session = clients.kms(clients.role(ACCOUNT, "app", Optional.of(nothing)), "us-east-1");
        assertThat(errorOf(() -> session.describeKey(r -> r.keyId(byRole.toString())))
                        .errorMessage())
                .endsWith("because no session policy allows the kms:DescribeKey action");
        assertThat(session.describeKey(r -> r.keyId(bySession.toString()))
                        .keyMetadata()
                        .arn())
                .isEqualTo(bySession.toString());
    }

    @Test
    void admitsAServiceWorkingForTheResourceItNames() {
        var condition = "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"},\"ArnLike\":{"
                + "\"aws:SourceArn\":\"arn:aws:logs:us-east-1:111122223333:log-group:*\"}}";
        var key = key(statement("Allow", "\"Principal\":{\"Service\":\"logs.amazonaws.com\"}," + condition));
        assertThat(used(key, "arn:aws:logs:us-east-1:111122223333:log-group:app"))
                .isEqualTo("ok");
        assertThat(used(key, "arn:aws:logs:us-east-1:444455556666:log-group:app"))
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void judgesStateFirstIfToldSo() {
        var key = key(statement("Allow", "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/admin\"}"));
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        assertThat(encryptedByApp(key)).isEqualTo("AccessDeniedException");
        standIn.change(Map.of(KmsBehaviour.STATE_BEFORE_PERMISSION.name(), "true"));
        assertThat(encryptedByApp(key)).isEqualTo("DisabledException");
    }

    private String encryptedByApp(KeyArn key) {
        return code(standIn.use(key, KeyUse.by(APP, "Encrypt")));
    }

    private String used(KeyArn key, String logGroup) {
        return code(standIn.use(
                key,
                new KeyUse(
                        "GenerateDataKey",
                        "logs.amazonaws.com",
                        Optional.empty(),
                        Map.of("aws:logs:arn", logGroup),
                        Optional.empty())));
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success _ -> "ok";
            case Outcome.Failure(var error, var _) -> error.code();
        };
    }

    private boolean describes(KeyArn key) {
        return describes(key, ACCOUNT);
    }

    /** Whether a session of the account's role "app" may describe the key. */
    private boolean describes(KeyArn key, String account) {
        var session = clients.kms(clients.role(account, "app", Optional.empty()), "us-east-1");
        try {
            session.describeKey(r -> r.keyId(key.toString()));
            return true;
        } catch (KmsException denied) {
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return false;
        }
    }

    private KeyArn key(String statements) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "")
                        .aged(Duration.ofDays(400))
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"));
    }

    private static String statement(String effect, String rest) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"kms:*\",\"Resource\":\"*\"," + rest + "}";
    }
}
