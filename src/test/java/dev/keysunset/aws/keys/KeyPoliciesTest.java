package dev.keysunset.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.aws.CallFailed;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.RoleStanding;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPoliciesTest {
    private static final String TRAILING = "kms:TrailingDaysWithoutKeyUsage";
    private static final String WINDOW = "kms:ScheduleKeyDeletionPendingWindowInDays";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Deny  | \"kms:DisableKey\"                            | NumericLessThanEquals         | \"90\"        | 90",
                "Deny  | \"kms:ScheduleKeyDeletion\"                   | NumericLessThan               | \"90\"        | 89",
                "Deny  | \"kms:ScheduleKeyDeletion\"                   | NumericLessThan               | \"90.5\"      | 90",
                "Deny  | [\"kms:EnableKey\",\"kms:DisableKey\"]        | NumericLessThanEquals         | 30            | 30",
                "Deny  | \"KMS:disable*\"                              | NumericLessThanEquals         | \"7\"         | 7",
                "Deny  | \"kms:Schedule?eyDeletion\"                   | NumericLessThanEqualsIfExists | \"7\"         | 7",
                "Deny  | \"*\"                                         | NumericLessThanEquals         | [\"3\",\"9\"] | 9",
                "Deny  | \"kms:EnableKey\"                             | NumericLessThanEquals         | \"90\"        | none",
                "Deny  | \"kms:DisableKeyRotation\"                    | NumericLessThanEquals         | \"90\"        | none",
                "Deny  | \"kms:DisableKey\"                            | NumericGreaterThan            | \"90\"        | none",
                "Deny  | \"kms:DisableKey\"                            | NumericLessThan               | \"0\"         | none",
                "Allow | \"kms:DisableKey\"                            | NumericLessThanEquals         | \"90\"        | none",
            })
    void readsForHowManyDaysUseForbidsTheStep(
            String effect, String action, String operator, String value, Integer trailingDays) {
        assertThat(parsed(policy(effect, "Action", action, operator, TRAILING, value))
                        .trailingDays())
                .isEqualTo(Optional.ofNullable(trailingDays));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "\"kms:ScheduleKeyDeletion\" | NumericLessThan       | \"30\" | 30",
                "\"kms:ScheduleKeyDeletion\" | NumericLessThanEquals | \"30\" | 31",
                "\"kms:DisableKey\"          | NumericLessThan       | \"30\" | none",
            })
    void readsTheSmallestPendingWindow(String action, String operator, String value, Integer days) {
        assertThat(parsed(policy("Deny", "Action", action, operator, WINDOW, value))
                        .minPendingWindowInDays())
                .isEqualTo(Optional.ofNullable(days));
    }

    @Test
    void readsADenyByNotActionAsCoveringTheRest() {
        var rest = policy("Deny", "NotAction", "\"kms:EnableKey\"", "NumericLessThanEquals", TRAILING, "5");
        var notThese = policy("Deny", "NotAction", "[\"kms:D*\", \"kms:S*\"]", "NumericLessThanEquals", TRAILING, "5");
        assertThat(parsed(rest).trailingDays()).contains(5);
        assertThat(parsed(notThese).trailingDays()).isEmpty();
    }

    @Test
    void takesTheStrictestOfSeveralStatements() {
        var two = """
                {"Statement": [
                  {"Effect": "Deny", "Action": "kms:DisableKey", "Condition":
                    {"NumericLessThanEquals": {"KMS:TRAILINGDAYSWITHOUTKEYUSAGE": "30"}}},
                  {"Effect": "Deny", "Action": "kms:ScheduleKeyDeletion", "Condition":
                    {"NumericLessThanEquals": {"kms:TrailingDaysWithoutKeyUsage": "90"}}}]}""";
        assertThat(parsed(two).trailingDays()).contains(90);
    }

    @Test
    void hashesWhatThePolicySaysAndNotHowItIsWritten() {
        var hash = parsed("{\"Version\":\"2012-10-17\",\"Statement\":[]}").hash();
        assertThat(parsed("{ \"Statement\" : [ ],\n \"Version\" : \"2012-10-17\" }")
                        .hash())
                .isEqualTo(hash)
                .matches("[0-9a-f]{64}");
        assertThat(parsed("{\"Version\":\"2008-10-17\",\"Statement\":[]}").hash())
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "\"text\"", "''"})
    void callsADocumentThatIsNoPolicyMalformed(String document) {
        assertThatThrownBy(() -> parsed(document))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.code()).isEqualTo("MalformedPolicy"));
    }

    @Test
    void callsABoundThatIsNoNumberMalformed() {
        var odd = policy("Deny", "Action", "\"kms:DisableKey\"", "NumericLessThan", TRAILING, "\"ninety\"");
        assertThatThrownBy(() -> parsed(odd)).isInstanceOf(CallFailed.class).hasMessageContaining("ninety");
    }

    @Test
    void readsAPolicyWithoutStatementsAsWithoutGuardrails() {
        assertThat(parsed("{}"))
                .extracting(KeyPolicyFacts::trailingDays, KeyPolicyFacts::minPendingWindowInDays)
                .containsOnly(Optional.empty());
    }

    /** What a key policy says to the role that would bring its key back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'kms:*'} | LEFT_OPEN",
                "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*'} | LEFT_OPEN",
                "{'Effect':'Allow','Principal':{'AWS':['arn:x','arn:aws:iam::111122223333:role/KeysunsetMember']},'Action':['kms:E*','kms:C*']} | ALLOWED",
                "{'Effect':'Allow','Principal':'*','Action':'*'} | ALLOWED",
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::999988887777:root'},'Action':'kms:*'} | SILENT",
                "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:EnableKey'} | SILENT",
                "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'NotAction':'kms:CancelKeyDeletion'} | SILENT",
                "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}} | DEPENDS",
                "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','Principal':'*','Action':'kms:CancelKeyDeletion'} | DENIED",
                "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::111122223333:role/other'},'Action':'kms:*'} | ALLOWED",
                "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:role/other'},'Action':'kms:EnableKey'} | DEPENDS",
                "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','Principal':'*','Action':'kms:EnableKey','Condition':{'StringEquals':{'aws:SourceIdentity':'x'}}} | DEPENDS",
                "{'Effect':'Allow','Principal':'*','Action':'*'},{'Effect':'Deny','Principal':'*','Action':'kms:DisableKey'} | ALLOWED",
            })
    void readsWhetherItLetsTheRoleBringTheKeyBack(String statements, RoleStanding standing) {
        assertThat(parsed("{\"Statement\":[" + statements.replace('\'', '"') + "]}")
                        .wayBack())
                .isEqualTo(standing);
    }

    @Test
    void readsWhomItAdmitsAndThroughWhichServices() {
        var admitted = parsed("""
                {"Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*"},
                  {"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::999988887777:role/a"], "Service": "logs.amazonaws.com"},
                   "Action": "kms:Decrypt", "Condition": {"StringLike": {"kms:ViaService": ["rds.*.amazonaws.com"]}}},
                  {"Effect": "Allow", "Principal": "*", "Action": "kms:Encrypt",
                   "Condition": {"StringNotEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}},
                  {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::999988887777:role/b"}, "Action": "kms:*"}]}""").admitted();
        assertThat(admitted.principals())
                .containsExactly("*", "arn:aws:iam::999988887777:role/a", "logs.amazonaws.com");
        assertThat(admitted.viaServices()).containsExactly("rds.*.amazonaws.com");
    }

    private static KeyPolicyFacts parsed(String document) {
        return KeyPolicies.parse(document, "111122223333", "arn:aws:iam::111122223333:role/KeysunsetMember");
    }

    private static String policy(String effect, String kind, String action, String operator, String key, String value) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "%s", "Principal": "*", "%s": %s, "Resource": "*",
                 "Condition": {"%s": {"%s": %s}}}}""".formatted(effect, kind, action, operator, key, value);
    }
}
