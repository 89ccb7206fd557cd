package dev.keysunset.standin.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Principal or NotPrincipal. IAM User Guide, "AWS JSON policy elements: Principal". Nobody here is a CanonicalUser or
 * Federated; their names hit no one.
 */
record PrincipalElement(boolean negated, boolean everybody, Set<String> names) {
    private static final String EVERYBODY = "*";

    /** Reads the element of a statement; empty in policies that belong to a principal, such as a session policy. */
    static Optional<PrincipalElement> parse(JsonNode statement) {
        if (statement.has("Principal") && statement.has("NotPrincipal")) {
            throw new MalformedPolicyException("A statement has Principal or NotPrincipal, not both");
        }
        var negated = statement.has("NotPrincipal");
        var node = statement.path(negated ? "NotPrincipal" : "Principal");
        return node.isMissingNode() ? Optional.empty() : Optional.of(read(negated, node));
    }

    /** How it hits a caller of these names; empty if it does not. */
    Optional<Reach> reach(Map<String, Reach> caller) {
        if (negated) {
            return exempts(caller) ? Optional.empty() : Optional.of(Reach.PRINCIPAL);
        }
        var closest = caller.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .max(Reach::compareTo)
                .orElse(Reach.ACCOUNT);
        var named = caller.keySet().stream().anyMatch(names::contains);
        if (everybody) {
            return Optional.of(closest == Reach.SESSION ? closest : Reach.PRINCIPAL);
        }
        return named ? Optional.of(closest) : Optional.empty();
    }

    /** A NotPrincipal spares only a caller whose account, role and session it all names (ibid., "NotPrincipal"). */
    private boolean exempts(Map<String, Reach> caller) {
        var spared = new EnumMap<Reach, Boolean>(Reach.class);
        caller.forEach((name, reach) -> spared.merge(reach, names.contains(name), Boolean::logicalOr));
        return everybody || spared.values().stream().allMatch(listed -> listed);
    }

    private static PrincipalElement read(boolean negated, JsonNode node) {
        var names = new HashSet<String>();
        if (node.isTextual()) {
            names.add(node.asText());
        }
        names.addAll(Statement.texts(node.path("AWS")));
        names.addAll(Statement.texts(node.path("Service")));
        return new PrincipalElement(negated, names.contains(EVERYBODY), Set.copyOf(names));
    }
}
