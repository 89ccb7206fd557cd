package dev.keysunset.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The terms of the session that one effect, one canary or one change of a key policy runs under. Even if the call is held up on its way, AWS permits
 * this action on this key for so long and nothing else (IAM User Guide, session policies and aws:CurrentTime).
 *
 * @param sessionName how CloudTrail names the effect, canary or proposal, at most 64 characters
 * @param sourceIdentity how CloudTrail names the retirement, or canaries and guardrails as such, also through chained roles
 * @param policy the session policy as JSON, at most 2048 characters
 */
public record Fence(String sessionName, String sourceIdentity, String policy) {
    /** The session of all reads; those of effects carry a dot and the effect's id behind it. */
    static final String READING = "keysunset";

    /** The sessions of canaries; a dot and the canary's id follow. */
    static final String CANARY = "keysunset-canary";

    /** The sessions that put guardrails into key policies; a dot and the proposal's id follow. */
    static final String GUARDRAIL = "keysunset-guardrail";

    static Fence around(UUID retirementId, EffectRecord effect) {
        var policy = policy(Api.of(effect.effect()), effect.effect().keyArn(), effect.fencedUntil());
        return new Fence(READING + "." + effect.id(), retirementId.toString(), policy);
    }

    /** A canary that is held up may not arrive when its key is in use again. */
    public static Fence aroundCanary(UUID canaryId, Api api, KeyArn keyArn, Instant until) {
        return new Fence(CANARY + "." + canaryId, CANARY, policy(api, keyArn, until));
    }

    /** A policy that is held up may not arrive once somebody else has changed it. */
    public static Fence aroundGuardrail(UUID proposalId, KeyArn keyArn, Instant until) {
        return new Fence(GUARDRAIL + "." + proposalId, GUARDRAIL, policy(Api.PUT_KEY_POLICY, keyArn, until));
    }

    private static String policy(Api api, KeyArn keyArn, Instant until) {
        var json = JsonNodeFactory.instance;
        var condition = json.objectNode();
        condition
                .putObject("DateLessThan")
                .put("aws:CurrentTime", wholeSeconds(until).toString());
        var statement = json.objectNode()
                .put("Effect", "Allow")
                .put("Action", api.action())
                .put("Resource", keyArn.toString());
        statement.set("Condition", condition);
        var policy = json.objectNode().put("Version", "2012-10-17");
        policy.putArray("Statement").add(statement);
        return policy.toString();
    }

    /** Down, so that AWS never permits longer than the lease lasts. */
    private static Instant wholeSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
