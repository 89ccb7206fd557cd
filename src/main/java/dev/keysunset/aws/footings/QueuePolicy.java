package dev.keysunset.aws.footings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.keys.ActionPattern;
import dev.keysunset.aws.keys.KeyPolicies;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a queue's policy lets EventBridge send what one rule matches. Conditions on the source's ARN are judged, for that is
 * where rules of another name are locked out; all others are taken to hold.
 */
final class QueuePolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEND = "sqs:SendMessage";
    private static final String EVENTBRIDGE = "events.amazonaws.com";
    private static final Set<String> POSITIVE = Set.of("stringequals", "stringlike", "arnequals", "arnlike");

    private QueuePolicy() {}

    /** Empty where it does; otherwise what to mend. */
    static Optional<String> objection(Optional<String> policy, String queueArn, String ruleArn) {
        var admitted = policy.map(QueuePolicy::parse).filter(document -> admits(document, queueArn, ruleArn));
        return admitted.isPresent()
                ? Optional.empty()
                : Optional.of("the policy of the queue " + queueArn + " does not let " + EVENTBRIDGE
                        + " send for the rule " + ruleArn + ": allow it " + SEND);
    }

    private static JsonNode parse(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw CallFailed.malformed("sqs:GetQueueAttributes", "MalformedPolicy", e.getOriginalMessage());
        }
    }

    private static boolean admits(JsonNode policy, String queueArn, String ruleArn) {
        var allowed = false;
        for (var statement : KeyPolicies.items(policy.path("Statement")).toList()) {
            if (!covers(statement, queueArn)) {
                continue;
            }
            if (statement.path("Effect").asText().equals("Deny")
                    && statement.path("Condition").isEmpty()) {
                return false;
            }
            allowed |= statement.path("Effect").asText().equals("Allow") && conditionsHold(statement, ruleArn);
        }
        return allowed;
    }

    private static boolean covers(JsonNode statement, String queueArn) {
        return principal(statement.path("Principal"))
                && KeyPolicies.items(statement.path("Action"))
                        .anyMatch(action -> ActionPattern.matches(action.asText(), SEND))
                && KeyPolicies.items(statement.path("Resource"))
                        .anyMatch(resource -> ActionPattern.matches(resource.asText(), queueArn));
    }

    private static boolean principal(JsonNode principal) {
        return principal.asText().equals("*")
                || KeyPolicies.items(principal.path("AWS"))
                        .anyMatch(who -> who.asText().equals("*"))
                || KeyPolicies.items(principal.path("Service"))
                        .anyMatch(who -> who.asText().equals(EVENTBRIDGE));
    }

    private static boolean conditionsHold(JsonNode statement, String ruleArn) {
        for (var operator : statement.path("Condition").properties()) {
            for (var key : operator.getValue().properties()) {
                if (key.getKey().equalsIgnoreCase("aws:SourceArn")
                        && POSITIVE.contains(operator.getKey().toLowerCase(Locale.ROOT))
                        && KeyPolicies.items(key.getValue())
                                .noneMatch(pattern -> ActionPattern.matches(pattern.asText(), ruleArn))) {
                    return false;
                }
            }
        }
        return true;
    }
}
