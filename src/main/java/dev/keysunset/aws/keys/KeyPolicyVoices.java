package dev.keysunset.aws.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.core.KeyPolicyFacts;
import dev.keysunset.core.RoleStanding;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whom a key policy admits, and what it says to the member role (IAM User Guide, Principal element and policy evaluation). A
 * condition is never taken to hold, nor not to: what depends on one is told as depending.
 */
final class KeyPolicyVoices {
    private final JsonNode policy;
    private final String accountId;
    private final String roleArn;

    KeyPolicyVoices(JsonNode policy, String accountId, String roleArn) {
        this.policy = policy;
        this.accountId = accountId;
        this.roleArn = roleArn;
    }

    KeyPolicyFacts.Admitted admitted() {
        var principals = new TreeSet<String>();
        var services = new TreeSet<String>();
        statements("Allow").forEach(statement -> {
            principals(statement.path("Principal"))
                    .filter(who -> !isAccount(who))
                    .forEach(principals::add);
            services.addAll(viaServices(statement));
        });
        return new KeyPolicyFacts.Admitted(
                Collections.unmodifiableSortedSet(principals), Collections.unmodifiableSortedSet(services));
    }

    /** Of several actions, what it says to the one that is worst off. */
    RoleStanding standing(List<String> actions) {
        return RoleStanding.worst(actions.stream().map(this::standing).toList());
    }

    private RoleStanding standing(String action) {
        var denials = statements("Deny")
                .filter(statement -> KeyPolicies.covers(statement, action) && mayMeanTheRole(statement))
                .toList();
        if (denials.stream().anyMatch(statement -> isPlain(statement) && statement.has("Principal"))) {
            return RoleStanding.DENIED;
        }
        if (!denials.isEmpty()) {
            return RoleStanding.DEPENDS;
        }
        var allowances = statements("Allow")
                .filter(statement -> KeyPolicies.covers(statement, action) && mayMeanTheRole(statement))
                .toList();
        if (allowances.stream().anyMatch(statement -> isPlain(statement) && names(statement, roleArn))) {
            return RoleStanding.ALLOWED;
        }
        if (allowances.stream().anyMatch(statement -> isPlain(statement) && admitsTheAccount(statement))) {
            return RoleStanding.LEFT_OPEN;
        }
        return allowances.isEmpty() ? RoleStanding.SILENT : RoleStanding.DEPENDS;
    }

    /** By its own ARN, by its account or as anybody; whom a NotPrincipal leaves out is not worked out here. */
    private boolean mayMeanTheRole(JsonNode statement) {
        return statement.has("NotPrincipal")
                || principals(statement.path("Principal"))
                        .anyMatch(who -> who.equals("*") || who.equals(roleArn) || isAccount(who));
    }

    /** Anybody is the role as well: such a statement permits without the account's own policies. */
    private boolean names(JsonNode statement, String arn) {
        return principals(statement.path("Principal")).anyMatch(who -> who.equals(arn) || who.equals("*"));
    }

    private boolean admitsTheAccount(JsonNode statement) {
        return principals(statement.path("Principal")).anyMatch(this::isAccount);
    }

    private static boolean isPlain(JsonNode statement) {
        return statement.path("Condition").isEmpty();
    }

    private boolean isAccount(String principal) {
        return principal.equals(accountId)
                || (principal.startsWith("arn:") && principal.endsWith(":iam::" + accountId + ":root"));
    }

    private static Stream<String> principals(JsonNode principal) {
        return principal.isObject()
                ? principal.properties().stream()
                        .flatMap(kind -> KeyPolicies.items(kind.getValue()))
                        .map(JsonNode::asText)
                : KeyPolicies.items(principal).map(JsonNode::asText);
    }

    private static SortedSet<String> viaServices(JsonNode statement) {
        var services = new TreeSet<String>();
        for (var operator : statement.path("Condition").properties()) {
            // What a negated operator names is what is shut out.
            if (operator.getKey().contains("Not")) {
                continue;
            }
            for (var key : operator.getValue().properties()) {
                if (key.getKey().equalsIgnoreCase("kms:ViaService")) {
                    KeyPolicies.items(key.getValue()).map(JsonNode::asText).forEach(services::add);
                }
            }
        }
        return services;
    }

    private Stream<JsonNode> statements(String effect) {
        return KeyPolicies.items(policy.path("Statement"))
                .filter(statement -> statement.path("Effect").asText().equals(effect));
    }
}
