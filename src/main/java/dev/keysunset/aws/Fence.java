package dev.keysunset.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.core.EffectRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The terms of the session that one effect runs under. Even if the call is held up on its way, AWS permits this action on this
 * key until {@code fencedUntil} and nothing else (IAM User Guide, session policies and aws:CurrentTime).
 *
 * @param sessionName how CloudTrail names the effect, at most 64 characters
 * @param sourceIdentity how CloudTrail names the retirement, also through chained roles
 * @param policy the session policy as JSON, at most 2048 characters
 */
record Fence(String sessionName, String sourceIdentity, String policy) {
    /** The session of all reads; those of effects carry a dot and the effect's id behind it. */
    static final String READING = "keysunset";

    static Fence around(UUID retirementId, EffectRecord effect) {
        return new Fence(READING + "." + effect.id(), retirementId.toString(), policy(effect));
    }

    private static String policy(EffectRecord effect) {
        var json = JsonNodeFactory.instance;
        var condition = json.objectNode();
        condition
                .putObject("DateLessThan")
                .put("aws:CurrentTime", wholeSeconds(effect.fencedUntil()).toString());
        var statement = json.objectNode()
                .put("Effect", "Allow")
                .put("Action", Api.of(effect.effect()).action())
                .put("Resource", effect.effect().keyArn().toString());
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
