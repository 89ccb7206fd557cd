package dev.keysunset.aws.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Sha256;
import dev.keysunset.core.KeyPolicyFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads what matters to a retirement in a key policy. Every Deny is taken to apply to us, whoever its principal and whatever
 * its other conditions are: a guardrail that is not there costs a wait, one that is overlooked a refusal at the gate.
 */
public final class KeyPolicies {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static final List<String> GUARDED = List.of("kms:DisableKey", "kms:ScheduleKeyDeletion");
    private static final List<String> SCHEDULING = List.of("kms:ScheduleKeyDeletion");

    private KeyPolicies() {}

    /**
     * @param accountId the key's own
     * @param roleArn the member role there
     * @throws CallFailed if the document is not the JSON object that a policy is
     */
    static KeyPolicyFacts parse(String document, String accountId, String roleArn) {
        var policy = read(document);
        var voices = new KeyPolicyVoices(policy, accountId, roleArn);
        return new KeyPolicyFacts(
                Sha256.of(canonical(policy)),
                new KeyPolicyFacts.Guards(
                        strictest(policy, GUARDED, NumericDeny::lastDeniedTrailingDay),
                        strictest(policy, SCHEDULING, NumericDeny::firstPermittedWindow)),
                voices.admitted(),
                voices.standing(SimulatedRights.WAY_BACK));
    }

    /** @throws CallFailed if the document is not the JSON object that a policy is */
    static String hash(String document) {
        return Sha256.of(canonical(read(document)));
    }

    private static JsonNode read(String document) {
        try {
            var policy = JSON.readTree(document);
            if (!policy.isObject()) {
                throw malformed("not a JSON object");
            }
            return policy;
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    /** The same policy with other white space or another order of members has the same hash. */
    private static String canonical(JsonNode policy) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(policy, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }

    private static Optional<Integer> strictest(
            JsonNode policy, List<String> actions, Function<JsonNode, Optional<Integer>> days) {
        return items(policy.path("Statement"))
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .filter(statement -> actions.stream().anyMatch(action -> covers(statement, action)))
                .flatMap(statement -> days.apply(statement.path("Condition")).stream())
                .max(Comparator.naturalOrder());
    }

    static boolean covers(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? items(statement.path("NotAction"))
                        .noneMatch(pattern -> ActionPattern.matches(pattern.asText(), action))
                : items(statement.path("Action")).anyMatch(pattern -> ActionPattern.matches(pattern.asText(), action));
    }

    /** In policies a list of one may stand without its brackets. */
    public static Stream<JsonNode> items(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    private static CallFailed malformed(String why) {
        return CallFailed.malformed("kms:GetKeyPolicy", "MalformedPolicy", why);
    }
}
