package dev.keysunset.standin.sts;

import dev.keysunset.standin.identity.SessionTags;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;

/**
 * The policy a caller narrows a new session by.
 *
 * @param packedSize what policy and tags take of the room for them, in percent; empty without any
 */
record SessionPolicy(Optional<Policy> policy, Optional<Integer> packedSize) {
    private static final int ROOM = 2048;

    /**
     * Reads the policy of a request.
     *
     * @throws AwsError if it is malformed, or too large together with the tags
     */
    static SessionPolicy of(Call call, SessionTags tags) {
        if (call.parameters().has("PolicyArns")) {
            // Managed policies have no text here, and a session without them would be allowed too much.
            throw new AwsError("ValidationError", "PolicyArns: there are no managed policies here; use Policy");
        }
        var document = call.text("Policy");
        return new SessionPolicy(document.map(SessionPolicy::parse), packed(document, tags));
    }

    private static Policy parse(String document) {
        try {
            return Policy.parse(document);
        } catch (MalformedPolicyException e) {
            throw new AwsError("MalformedPolicyDocument", String.valueOf(e.getMessage()));
        }
    }

    /** How AWS packs them is not public; here every character counts. */
    private static Optional<Integer> packed(Optional<String> document, SessionTags tags) {
        var characters = document.map(String::length).orElse(0)
                + tags.values().entrySet().stream()
                        .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                        .sum();
        if (characters == 0) {
            return Optional.empty();
        }
        var percent = Math.ceilDiv(characters * 100, ROOM);
        if (percent > 100) {
            throw new AwsError(
                    "PackedPolicyTooLarge",
                    "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
        }
        return Optional.of(percent);
    }
}
