package dev.keysunset.aws.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.engine.KeyGuardrails.Draft;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/**
 * Adds to a key policy the statement by which AWS refuses everybody DisableKey and ScheduleKeyDeletion while the key was used
 * within a number of days (KMS Developer Guide, kms:TrailingDaysWithoutKeyUsage).
 *
 * <p>Unlike {@link KeyPolicies}, which takes every Deny for one that may stop us, it counts as present only what certainly stops
 * everybody: a statement with another condition, or about some principals, guards nothing against the others.
 */
final class GuardrailStatement {
    /** KMS Developer Guide, resource quotas: the size of a key policy document. */
    private static final int LONGEST = 32 * 1024;

    private static final String EVERYBODY = "*";
    private static final String TRAILING_DAYS = "kms:TrailingDaysWithoutKeyUsage";
    private static final int ALWAYS = Integer.MAX_VALUE;

    /** What it reads it writes back as it was: a name that stands twice or a shortened number would change what AWS is told. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // AWS takes no character beyond U+00FF (KMS API, PutKeyPolicy, Policy).
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private GuardrailStatement() {}

    static Draft addedTo(String document, int days) {
        try {
            return JSON.readTree(document) instanceof ObjectNode policy
                    ? addedTo(policy, days)
                    : new Draft.Impossible("the key policy is not a JSON object");
        } catch (JsonProcessingException e) {
            return new Draft.Impossible("the key policy cannot be read: " + e.getOriginalMessage());
        } catch (CallFailed e) {
            return new Draft.Impossible("the key policy cannot be read: " + e.text());
        }
    }

    private static Draft addedTo(ObjectNode policy, int days) throws JsonProcessingException {
        var found = policy.path("Statement");
        if (found.isMissingNode() || KeyPolicies.items(found).anyMatch(statement -> !statement.isObject())) {
            return new Draft.Impossible("the key policy has no statements that can be read");
        }
        var lastDenied = lastDeniedDay(policy);
        if (lastDenied.filter(day -> day >= days - 1).isPresent()) {
            return new Draft.Present(told(lastDenied.get()));
        }
        var sid = "KeysunsetGuardrail" + days + "Days";
        if (KeyPolicies.items(found)
                .anyMatch(statement -> statement.path("Sid").asText().equals(sid))) {
            return new Draft.Impossible("another statement of the key policy has the Sid " + sid);
        }
        policy.set("Statement", statements(found).add(statement(sid, days)));
        var document = JSON.writeValueAsString(policy);
        var bytes = document.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST
                ? new Draft.Impossible("the key policy would have " + bytes + " bytes; AWS takes " + LONGEST)
                : new Draft.Added(document, sid);
    }

    private static String told(int lastDenied) {
        return lastDenied == ALWAYS
                ? "denies both to everybody whenever it is asked"
                : "denies both to everybody until the key was unused for " + (lastDenied + 1L) + " whole days";
    }

    /** One statement may stand without its list. */
    private static ArrayNode statements(JsonNode found) {
        return found instanceof ArrayNode list ? list : JSON.createArrayNode().add(found);
    }

    private static ObjectNode statement(String sid, int days) {
        var statement = JSON.createObjectNode();
        statement.put("Sid", sid).put("Effect", "Deny");
        statement.putObject("Principal").put("AWS", EVERYBODY);
        var actions = statement.putArray("Action");
        KeyPolicies.GUARDED.forEach(actions::add);
        statement.put("Resource", "*");
        statement.putObject("Condition").putObject("NumericLessThan").put(TRAILING_DAYS, Integer.toString(days));
        return statement;
    }

    /** The last day on which it certainly denies both actions to everybody, whatever else is so. */
    private static Optional<Integer> lastDeniedDay(JsonNode policy) {
        var days = KeyPolicies.GUARDED.stream()
                .flatMap(action -> lastDeniedDay(policy, action).stream())
                .toList();
        return days.size() < KeyPolicies.GUARDED.size()
                ? Optional.empty()
                : days.stream().min(Comparator.naturalOrder());
    }

    private static Optional<Integer> lastDeniedDay(JsonNode policy, String action) {
        return KeyPolicies.items(policy.path("Statement"))
                .filter(GuardrailStatement::deniesEverybody)
                .filter(statement -> KeyPolicies.covers(statement, action))
                .flatMap(statement -> deniedByDays(statement).stream())
                .max(Comparator.naturalOrder());
    }

    private static boolean deniesEverybody(JsonNode statement) {
        return statement.path("Effect").asText().equals("Deny")
                && names(statement.path("Resource"))
                && (names(statement.path("Principal"))
                        || names(statement.path("Principal").path("AWS")));
    }

    private static boolean names(JsonNode element) {
        return KeyPolicies.items(element).anyMatch(item -> item.asText().equals(EVERYBODY));
    }

    /** Of a statement whose only condition are the days; conditions beside it would have to hold as well. */
    private static Optional<Integer> deniedByDays(JsonNode statement) {
        var condition = statement.path("Condition");
        if (condition.isEmpty()) {
            return Optional.of(ALWAYS);
        }
        var compared = condition
                .propertyStream()
                .flatMap(operator -> operator.getValue().propertyStream())
                .count();
        return compared == 1 ? NumericDeny.lastDeniedTrailingDay(condition) : Optional.empty();
    }
}
