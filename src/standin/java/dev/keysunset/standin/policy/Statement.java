package dev.keysunset.standin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.policy.Policy.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param principals empty in policies that belong to a principal, such as a session policy
 */
record Statement(
        boolean allows,
        Optional<PrincipalElement> principals,
        Names actions,
        Names resources,
        List<Condition> conditions) {

    /** The values of Action or Resource, or of their negation. */
    record Names(boolean negated, List<Wildcard> patterns) {
        boolean cover(String name) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(name)) != negated;
        }
    }

    static Statement parse(JsonNode node) {
        var effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicyException("Effect must be Allow or Deny");
        }
        var principals = PrincipalElement.parse(node);
        return new Statement(
                effect.equals("Allow"),
                principals,
                names(node, "Action", true),
                resources(node, principals.isPresent()),
                conditions(node.path("Condition")));
    }

    Answer answer(Context context) {
        var reach = principals.map(element -> element.reach(context.names())).orElse(Optional.of(Reach.PRINCIPAL));
        if (reach.isEmpty()
                || !actions.cover(context.action())
                || !resources.cover(context.resource())
                || !conditions.stream().allMatch(condition -> condition.holds(context.values()))) {
            return Answer.SILENT;
        }
        return allows ? reach.get().permission() : Answer.DENIED;
    }

    /** A role's trust policy names no resource: it is about the role it belongs to. */
    private static Names resources(JsonNode node, boolean belongsToResource) {
        var unnamed = !node.has("Resource") && !node.has("NotResource");
        return unnamed && belongsToResource
                ? new Names(false, List.of(Wildcard.of("*")))
                : names(node, "Resource", false);
    }

    private static Names names(JsonNode node, String element, boolean ignoringCase) {
        var negated = node.has("Not" + element);
        var patterns = texts(node.path(negated ? "Not" + element : element));
        if (patterns.isEmpty()) {
            throw new MalformedPolicyException("A statement needs " + element);
        }
        return new Names(
                negated,
                patterns.stream()
                        .map(pattern -> ignoringCase ? Wildcard.ignoringCase(pattern) : Wildcard.of(pattern))
                        .toList());
    }

    private static List<Condition> conditions(JsonNode node) {
        var conditions = new ArrayList<Condition>();
        node.properties()
                .forEach(operator -> operator.getValue()
                        .properties()
                        .forEach(key ->
                                conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return List.copyOf(conditions);
    }

    static List<String> texts(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (node.isValueNode()) {
            return List.of(node.asText());
        }
        var texts = new ArrayList<String>();
        node.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }
}
