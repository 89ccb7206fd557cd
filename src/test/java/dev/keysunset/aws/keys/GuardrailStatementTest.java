package dev.keysunset.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.engine.KeyGuardrails.Draft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailStatementTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OPEN = """
            {"Version": "2012-10-17", "Id": "key-default-1", "Statement": [
              {"Sid": "Use by anybody called \\u20ac<b>", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
               "Action": "kms:*", "Resource": "*", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": 0.10}}}]}""";

    @Test
    void addsOneStatementAndLeavesAllElseAsItWas() throws JsonProcessingException {
        var before = JSON.readTree(OPEN);
        var after = JSON.readTree(added(OPEN, 90).policy());

        assertThat(statements(after).getFirst()).isEqualTo(statements(before).getFirst());
        assertThat(statements(after).getLast()).isEqualTo(JSON.readTree("""
                {"Sid": "KeysunsetGuardrail90Days", "Effect": "Deny", "Principal": {"AWS": "*"},
                 "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"], "Resource": "*",
                 "Condition": {"NumericLessThan": {"kms:TrailingDaysWithoutKeyUsage": "90"}}}"""));
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(after.path("Id")).isEqualTo(before.path("Id"));
        assertThat(after.path("Version")).isEqualTo(before.path("Version"));
    }

    @Test
    void writesNumbersAsTheyStoodAndNoCharacterThatAwsDoesNotTake() {
        assertThat(added(OPEN, 90).policy()).contains("0.10").matches("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
    }

    @Test
    void isReadBackAsTheGuardrailItIs() {
        var after = added(OPEN, 90).policy();
        assertThat(KeyPolicies.parse(after, "111122223333", "arn:aws:iam::111122223333:role/KeysunsetMember")
                        .trailingDays())
                .contains(89);
        assertThat(GuardrailStatement.addedTo(after, 90)).isInstanceOf(Draft.Present.class);
        assertThat(GuardrailStatement.addedTo(after, 30)).isInstanceOf(Draft.Present.class);
    }

    @Test
    void addsAStricterOneBesideAWeakerOne() throws JsonProcessingException {
        var twice = added(added(OPEN, 90).policy(), 180);
        assertThat(twice.sid()).isEqualTo("KeysunsetGuardrail180Days");
        assertThat(statements(JSON.readTree(twice.policy()))).hasSize(3);
    }

    @Test
    void makesAListOfAStatementThatStandsAlone() throws JsonProcessingException {
        var alone = """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}}""";
        assertThat(statements(JSON.readTree(added(alone, 7).policy()))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"*\"            | {\"NumericLessThanEquals\": {\"kms:TrailingDaysWithoutKeyUsage\": \"89\"}}",
                "{\"AWS\": \"*\"} | {\"NumericLessThanIfExists\": {\"KMS:trailingdayswithoutkeyusage\": [\"7\", \"90\"]}}",
                "\"*\"            | {}",
            })
    void addsNothingToWhatIsAsStrict(String principal, String condition) {
        assertThat(GuardrailStatement.addedTo(deny(principal, condition), 90)).isInstanceOf(Draft.Present.class);
    }

    /** What guards only against some, or only sometimes, is no guardrail. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"AWS\": \"arn:aws:iam::111122223333:role/ops\"} | {\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"90\"}}",
                "\"*\" | {\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"89\"}}",
                "\"*\" | {\"NumericGreaterThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"90\"}}",
                "\"*\" | {\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"90\"}, \"Bool\": {\"aws:ViaAWSService\": \"true\"}}",
                "\"*\" | {\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"90\", \"aws:MultiFactorAuthAge\": \"5\"}}",
            })
    void addsItBesideWhatIsWeaker(String principal, String condition) {
        assertThat(GuardrailStatement.addedTo(deny(principal, condition), 90)).isInstanceOf(Draft.Added.class);
    }

    @Test
    void addsItWhereOnlyOneOfTheTwoActionsIsDenied() {
        var half = deny("\"*\"", "{\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"90\"}}")
                .replace("\"kms:DisableKey\", ", "");
        assertThat(GuardrailStatement.addedTo(half, 90)).isInstanceOf(Draft.Added.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{}",
                "{\"Statement\": []} {}",
                "{\"Statement\": [\"text\"]}",
                "{\"Statement\": [], \"Statement\": []}",
                "{\"Statement\": [{\"Sid\": \"KeysunsetGuardrail90Days\", \"Effect\": \"Allow\"}]}",
                "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Resource\": \"*\", \"Action\": \"kms:*\","
                        + " \"Condition\": {\"NumericLessThan\": {\"kms:TrailingDaysWithoutKeyUsage\": \"many\"}}}]}"
            })
    void addsNothingToWhatItDoesNotUnderstand(String policy) {
        assertThat(GuardrailStatement.addedTo(policy, 90)).isInstanceOf(Draft.Impossible.class);
    }

    @Test
    void addsNothingThatMakesThePolicyLongerThanAwsTakes() {
        var long32 = OPEN.replace("key-default-1", "x".repeat(32 * 1024 - OPEN.length()));
        assertThat(GuardrailStatement.addedTo(long32, 90))
                .isInstanceOfSatisfying(
                        Draft.Impossible.class,
                        impossible -> assertThat(impossible.because()).contains("AWS takes 32768"));
    }

    private static Draft.Added added(String policy, int days) {
        return (Draft.Added) GuardrailStatement.addedTo(policy, days);
    }

    private static String deny(String principal, String condition) {
        return """
                {"Statement": [{"Effect": "Deny", "Principal": %s, "Action": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
                  "Resource": "*", "Condition": %s}]}""".formatted(principal, condition);
    }

    private static List<JsonNode> statements(JsonNode policy) {
        var statements = new ArrayList<JsonNode>();
        policy.path("Statement").forEach(statements::add);
        return statements;
    }
}
