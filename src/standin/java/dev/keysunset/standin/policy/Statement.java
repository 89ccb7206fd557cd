package dev.keysunset.standin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy.
 *
 * @param principals empty in policies that belong to a principal, such as a session policy
 */
record Statement(
        boolean allows, Optional<List<String>> principals, Names actions, Names resources, List<Condition> conditions) {

    /** The values of Action or Resource, or of their negation. */
    record Names(boolean negated, List<String> patterns) {}

    static Statement parse(JsonNode node) {
        var effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicyException("Effect must be Allow or Deny");
        }
        return new Statement(
                effect.equals("Allow"),
                principals(node.path("Principal")),
                names(node, "Action"),
                names(node, "Resource"),
                conditions(node.path("Condition")));
    }

    boolean appliesTo(Context context) {
        return matchesPrincipal(context)
                && matchesAction(context)
                && matchesResource(context)
                && conditions.stream().allMatch(condition -> condition.holds(context.values()));
    }

    private boolean matchesPrincipal(Context context) {
        return principals.isEmpty()
                || principals.get().stream()
                        .anyMatch(
                                name -> name.equals("*") || context.principals().contains(name));
    }

    private boolean matchesAction(Context context) {
        var any = actions.patterns().stream()
                .anyMatch(pattern -> Wildcard.matchesIgnoringCase(pattern, context.action()));
        return any != actions.negated();
    }

    private boolean matchesResource(Context context) {
        var any = resources.patterns().stream().anyMatch(pattern -> Wildcard.matches(pattern, context.resource()));
        return any != resources.negated();
    }

    private static Optional<List<String>> principals(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return Optional.of(List.of(node.asText()));
        }
        var names = new ArrayList<String>();
        node.forEach(kind -> names.addAll(texts(kind)));
        return Optional.of(List.copyOf(names));
    }

    private static Names names(JsonNode node, String element) {
        var negated = node.has("Not" + element);
        var patterns = texts(node.path(negated ? "Not" + element : element));
        if (patterns.isEmpty()) {
            throw new MalformedPolicyException("A statement needs " + element);
        }
        return new Names(negated, patterns);
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

    private static List<String> texts(JsonNode node) {
        if (node.isValueNode()) {
            return List.of(node.asText());
        }
        var texts = new ArrayList<String>();
        node.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }
}
