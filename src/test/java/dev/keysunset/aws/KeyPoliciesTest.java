package dev.keysunset.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.core.KeyPolicyFacts;
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
        assertThat(KeyPolicies.parse(policy(effect, "Action", action, operator, TRAILING, value))
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
        assertThat(KeyPolicies.parse(policy("Deny", "Action", action, operator, WINDOW, value))
                        .minPendingWindowInDays())
                .isEqualTo(Optional.ofNullable(days));
    }

    @Test
    void readsADenyByNotActionAsCoveringTheRest() {
        var rest = policy("Deny", "NotAction", "\"kms:EnableKey\"", "NumericLessThanEquals", TRAILING, "5");
        var notThese = policy("Deny", "NotAction", "[\"kms:D*\", \"kms:S*\"]", "NumericLessThanEquals", TRAILING, "5");
        assertThat(KeyPolicies.parse(rest).trailingDays()).contains(5);
        assertThat(KeyPolicies.parse(notThese).trailingDays()).isEmpty();
    }

    @Test
    void takesTheStrictestOfSeveralStatements() {
        var two = """
                {"Statement": [
                  {"Effect": "Deny", "Action": "kms:DisableKey", "Condition":
                    {"NumericLessThanEquals": {"KMS:TRAILINGDAYSWITHOUTKEYUSAGE": "30"}}},
                  {"Effect": "Deny", "Action": "kms:ScheduleKeyDeletion", "Condition":
                    {"NumericLessThanEquals": {"kms:TrailingDaysWithoutKeyUsage": "90"}}}]}""";
        assertThat(KeyPolicies.parse(two).trailingDays()).contains(90);
    }

    @Test
    void hashesWhatThePolicySaysAndNotHowItIsWritten() {
        var hash = KeyPolicies.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}")
                .hash();
        assertThat(KeyPolicies.parse("{ \"Statement\" : [ ],\n \"Version\" : \"2012-10-17\" }")
                        .hash())
                .isEqualTo(hash)
                .matches("[0-9a-f]{64}");
        assertThat(KeyPolicies.parse("{\"Version\":\"2008-10-17\",\"Statement\":[]}")
                        .hash())
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "\"text\"", "''"})
    void callsADocumentThatIsNoPolicyMalformed(String document) {
        assertThatThrownBy(() -> KeyPolicies.parse(document))
                .isInstanceOfSatisfying(
                        CallFailed.class, failed -> assertThat(failed.code()).isEqualTo("MalformedPolicy"));
    }

    @Test
    void callsABoundThatIsNoNumberMalformed() {
        var odd = policy("Deny", "Action", "\"kms:DisableKey\"", "NumericLessThan", TRAILING, "\"ninety\"");
        assertThatThrownBy(() -> KeyPolicies.parse(odd))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("ninety");
    }

    @Test
    void readsAPolicyWithoutStatementsAsWithoutGuardrails() {
        assertThat(KeyPolicies.parse("{}"))
                .extracting(KeyPolicyFacts::trailingDays, KeyPolicyFacts::minPendingWindowInDays)
                .containsOnly(Optional.empty());
    }

    private static String policy(String effect, String kind, String action, String operator, String key, String value) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "%s", "Principal": "*", "%s": %s, "Resource": "*",
                 "Condition": {"%s": {"%s": %s}}}}""".formatted(effect, kind, action, operator, key, value);
    }
}
