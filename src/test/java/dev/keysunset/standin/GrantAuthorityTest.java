package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.KmsException;

/** A grant allows what no policy does, and no more than it says. */
class GrantAuthorityTest extends StandInFixture {
    private static final String APP = "arn:aws:iam::111122223333:role/app";
    private static final String NONE = "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}";

    @Test
    void letsTheGranteeDoTheGrantedOperationsOnly() throws Exception {
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var key = key();
        var app = app(Optional.empty());
        assertThat(codeOf(app, key, Map.of())).isEqualTo("AccessDeniedException");
        grant(key, APP, GrantConstraints.builder().build());
        assertThat(codeOf(app, key, Map.of())).isEqualTo("ok");
        assertThat(errorOf(() -> app.describeKey(r -> r.keyId(key.toString()))).errorCode())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void holdsTheGranteeToTheEncryptionContext() throws Exception {
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var app = app(Optional.empty());
        var subset = key();
        grant(
                subset,
                APP,
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("tenant", "a"))
                        .build());
        assertThat(codeOf(app, subset, Map.of("tenant", "a", "app", "x"))).isEqualTo("ok");
        assertThat(codeOf(app, subset, Map.of("tenant", "b"))).isEqualTo("AccessDeniedException");
        var equal = key();
        grant(
                equal,
                APP,
                GrantConstraints.builder()
                        .encryptionContextEquals(Map.of("tenant", "a"))
                        .build());
        assertThat(codeOf(app, equal, Map.of("tenant", "a"))).isEqualTo("ok");
        assertThat(codeOf(app, equal, Map.of("tenant", "a", "app", "x"))).isEqualTo("AccessDeniedException");
    }

    @Test
    void isOverruledByADenialAndNarrowedByASessionPolicy() throws Exception {
        var denied = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).policy("""
                    {"Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"},
                    {"Effect":"Deny","Principal":{"AWS":"%s"},"Action":"kms:Encrypt","Resource":"*"}]}\
                    """.formatted(APP)));
        grant(denied, APP, GrantConstraints.builder().build());
        assertThat(codeOf(app(Optional.empty()), denied, Map.of())).isEqualTo("AccessDeniedException");
        Organization.of(standIn).role(ACCOUNT, "app", NONE);
        var key = key();
        grant(key, APP, GrantConstraints.builder().build());
        assertThat(codeOf(app(Optional.of(NONE.replace('\'', '"'))), key, Map.of()))
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void reachesAnotherAccountWhoseOwnPolicyAgrees() throws Exception {
        var key = key();
        grant(
                key,
                "arn:aws:iam::" + OTHER + ":role/app",
                GrantConstraints.builder().build());
        var foreign = clients.kms(clients.role(OTHER, "app", Optional.empty()), "us-east-1");
        assertThat(codeOf(foreign, key, Map.of())).isEqualTo("ok");
        Organization.of(standIn).role(OTHER, "app", NONE);
        assertThat(codeOf(foreign, key, Map.of())).isEqualTo("AccessDeniedException");
    }

    private KmsClient app(Optional<String> sessionPolicy) {
        return clients.kms(clients.role(ACCOUNT, "app", sessionPolicy), "us-east-1");
    }

    private void grant(KeyArn key, String grantee, GrantConstraints constraints) {
        clients.kms(ACCOUNT)
                .createGrant(r -> r.keyId(key.toString())
                        .granteePrincipal(grantee)
                        .operationsWithStrings(List.of("Encrypt"))
                        .constraints(constraints));
    }

    private static String codeOf(KmsClient kms, KeyArn key, Map<String, String> context) {
        try {
            kms.encrypt(r -> r.keyId(key.toString())
                    .plaintext(SdkBytes.fromUtf8String("text"))
                    .encryptionContext(context));
            return "ok";
        } catch (KmsException e) {
            return e.awsErrorDetails().errorCode();
        }
    }
}
