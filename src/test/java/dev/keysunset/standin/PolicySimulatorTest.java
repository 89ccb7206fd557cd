package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** What IAM foretells of a role's calls. IAM API Reference, "SimulatePrincipalPolicy". */
class PolicySimulatorTest extends StandInFixture {
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/narrow";

    private final Organization organization = Organization.of(standIn);

    @Test
    void foretellsWhatTheRolesPolicySays() throws Exception {
        role("{'Effect':'Allow','Action':'kms:EnableKey','Resource':'*'},"
                + "{'Effect':'Deny','Action':'kms:DisableKey','Resource':'*'}");
        assertThat(decision("kms:EnableKey")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(decision("kms:DisableKey")).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(decision("kms:CancelKeyDeletion")).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void takesTheOrganisationsWordIntoAccount() throws Exception {
        role("{'Effect':'Allow','Action':'kms:*','Resource':'*'}");
        organization.guardrail("{'Version':'2012-10-17','Statement':["
                + "{'Effect':'Deny','Action':'kms:EnableKey','Resource':'*'}]}");
        assertThat(decision("kms:EnableKey")).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(decision("kms:CancelKeyDeletion")).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
    }

    @Test
    void knowsOnlyRolesOfTheCallersAccount() {
        var theirs = "arn:aws:iam::" + OTHER + ":role/KeysunsetMember";
        assertThat(errorOf(() -> clients.iam(ACCOUNT)
                                .simulatePrincipalPolicy(
                                        r -> r.policySourceArn(theirs).actionNames("kms:EnableKey")))
                        .errorCode())
                .isEqualTo("NoSuchEntity");
    }

    private PolicyEvaluationDecisionType decision(String action) {
        return clients.iam(ACCOUNT)
                .simulatePrincipalPolicy(r ->
                        r.policySourceArn(ROLE).actionNames(List.of(action)).resourceArns(key().toString()))
                .evaluationResults()
                .getFirst()
                .evalDecision();
    }

    private void role(String statements) throws Exception {
        organization.role(ACCOUNT, "narrow", "{'Version':'2012-10-17','Statement':[" + statements + "]}");
    }
}
