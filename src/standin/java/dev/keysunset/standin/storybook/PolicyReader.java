package dev.keysunset.standin.storybook;

import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a key policy: a document in JSON, or one of the usual kinds, {@code {guarded: days}}, {@code {sharedWith:
 * account}}, {@code {serving: service}} or {@code {awsManaged: service}}.
 */
final class PolicyReader {
    private static final Set<String> KINDS = Set.of("guarded", "sharedWith", "serving", "awsManaged");
    private static final int MOST_DAYS = 10_000;

    private PolicyReader() {}

    /** Equal policies are one text in memory: fleets are large, and policies few. */
    static String read(Field policy, Place place) {
        return checked(policy, document(policy, place)).intern();
    }

    private static String document(Field policy, Place place) {
        if (policy.node().isValueNode()) {
            return policy.text();
        }
        policy.knows(KINDS);
        if (policy.node().size() != 1) {
            throw policy.wrong("one of " + new TreeSet<>(KINDS));
        }
        var kind = policy.members().values().iterator().next();
        var account = place.account();
        return switch (kind.name()) {
            case "guarded" -> KeyPolicies.guarded(account, kind.number(0, MOST_DAYS));
            case "sharedWith" -> KeyPolicies.sharedWith(account, kind.text());
            case "serving" -> KeyPolicies.servingService(account, kind.text());
            default -> KeyPolicies.awsManaged(place, kind.text());
        };
    }

    private static String checked(Field policy, String document) {
        try {
            Policy.parse(document);
            return document;
        } catch (MalformedPolicyException e) {
            throw new IllegalArgumentException(policy.wrong("" + e.getMessage()).getMessage(), e);
        }
    }
}
