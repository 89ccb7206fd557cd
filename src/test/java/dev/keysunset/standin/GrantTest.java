package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeySpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KmsException;

/** AWS KMS Developer Guide, "Grants in AWS KMS". */
class GrantTest extends StandInFixture {
    private static final String APP = "arn:aws:iam::111122223333:role/app";
    private static final String RETIRING = "arn:aws:iam::111122223333:role/retiring";

    private final KmsClient kms = clients.kms(ACCOUNT);
    private final String key = key().id();

    @BeforeEach
    void wholePages() {
        standIn.change(Map.of("kms.short-pages", "0"));
    }

    @Test
    void withTheSameNameAndTermsAreOneGrant() {
        var first = create("nightly");
        var again = create("nightly");
        assertThat(again.grantId()).isEqualTo(first.grantId());
        assertThat(again.grantToken()).isNotEqualTo(first.grantToken());
        assertThat(create("weekly").grantId()).isNotEqualTo(first.grantId());
        assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(2);
    }

    @Test
    void areListedByGranteeAndById() {
        var grant = create("nightly");
        assertThat(kms.listGrants(r -> r.keyId(key).granteePrincipal(RETIRING)).grants())
                .isEmpty();
        var listed = kms.listGrants(r -> r.keyId(key).grantId(grant.grantId())).grants();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().constraints().encryptionContextSubset()).containsEntry("app", "one");
        assertThat(listed.getFirst().issuingAccount()).isEqualTo("arn:aws:iam::111122223333:root");
    }

    @Test
    void canBeRetiredByTokenOrById() {
        var byToken = create("nightly");
        var byId = create("weekly");
        assertThat(kms.listRetirableGrants(r -> r.retiringPrincipal(RETIRING)).grants())
                .hasSize(2);
        kms.retireGrant(r -> r.grantToken(byToken.grantToken()));
        kms.retireGrant(r -> r.keyId(key).grantId(byId.grantId()));
        assertThat(kms.listRetirableGrants(r -> r.retiringPrincipal(RETIRING)).grants())
                .isEmpty();
        assertThat(errorOf(() -> kms.retireGrant(r -> r.grantToken("made-up"))).errorCode())
                .isEqualTo("InvalidGrantTokenException");
    }

    /** Nobody here has a policy that allows anything of KMS, but the owner of the key. */
    @ParameterizedTest
    @CsvSource({
        "111122223333, retiring, ok",
        "444455556666, partner, ok",
        "111122223333, app, AccessDeniedException",
        "111122223333, leaver, ok",
        "111122223333, stranger, AccessDeniedException",
        "444455556666, stranger, AccessDeniedException"
    })
    void areRetiredByWhomTheyNameWithoutAnyPolicy(String account, String role, String answer) throws Exception {
        Organization.of(standIn)
                .role(account, role, "{'Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}");
        var grants = Map.of(
                "partner", create(APP, "arn:aws:iam::444455556666:role/partner", GrantOperation.DECRYPT),
                "leaver", create("arn:aws:iam::111122223333:role/leaver", RETIRING, GrantOperation.RETIRE_GRANT));
        var token = grants.getOrDefault(role, create("nightly")).grantToken();
        var session = clients.kms(clients.role(account, role, Optional.empty()), "us-east-1");
        assertThat(codeOf(() -> session.retireGrant(r -> r.grantToken(token)))).isEqualTo(answer);
    }

    /** The permission alone is enough inside the account of the key, and never in a key policy. */
    @Test
    void areNotRetiredByPermissionFromElsewhere() {
        var open = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "")
                        .policy("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\","
                                + "\"Resource\":\"*\"}]}"))
                .toString();
        var token = kms.createGrant(r -> r.keyId(open).granteePrincipal(APP).operations(GrantOperation.DECRYPT))
                .grantToken();
        assertThat(codeOf(() -> clients.kms(OTHER).retireGrant(r -> r.grantToken(token))))
                .isEqualTo("AccessDeniedException");
        assertThat(codeOf(() -> kms.retireGrant(r -> r.grantToken(token)))).isEqualTo("ok");
    }

    private CreateGrantResponse create(String grantee, String retiring, GrantOperation operation) {
        return kms.createGrant(r -> r.keyId(key)
                .granteePrincipal(grantee)
                .retiringPrincipal(retiring)
                .operations(operation));
    }

    private static String codeOf(Runnable call) {
        try {
            call.run();
            return "ok";
        } catch (KmsException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    void stayWhenTheirEndIsOnlyTried() {
        var grant = create("nightly");
        var error = errorOf(
                () -> kms.revokeGrant(r -> r.keyId(key).grantId(grant.grantId()).dryRun(true)));
        assertThat(error.errorCode()).isEqualTo("DryRunOperationException");
        assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(1);
    }

    @Test
    void allowOnlyWhatTheKeyCanDo() {
        var signing = standIn.fleet().createKey(KeyPlan.in(PLACE, "").spec(KeySpec.ECC_NIST_P256));
        assertThat(errorOf(() -> kms.createGrant(
                                r -> r.keyId(signing.id()).granteePrincipal(APP).operations(GrantOperation.DECRYPT)))
                        .errorCode())
                .isEqualTo("ValidationException");
        assertThat(errorOf(() -> kms.createGrant(r -> r.keyId(key)
                                .granteePrincipal("arn:aws:s3:::bucket")
                                .operations(GrantOperation.DECRYPT)))
                        .errorCode())
                .isEqualTo("InvalidArnException");
    }

    private CreateGrantResponse create(String name) {
        return kms.createGrant(r -> r.keyId(key)
                .name(name)
                .granteePrincipal(APP)
                .retiringPrincipal(RETIRING)
                .operations(GrantOperation.DECRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("app", "one"))));
    }
}
