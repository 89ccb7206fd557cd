package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Map;
import java.util.Optional;

/** What CreateKey and ReplicateKey put on the new key; checked before there is one. */
record Labels(Optional<String> description, Optional<String> policy, Map<String, String> tags) {

    /**
     * Reads and checks a request.
     *
     * @throws AwsError if the policy or a tag is not accepted
     */
    static Labels read(Call call, KeyPolicyCheck policies) {
        var policy = call.text("Policy");
        policy.ifPresent(document -> policies.accept(call, "*", document));
        return new Labels(
                call.text("Description"), policy, Tags.read(call.parameters().path("Tags")));
    }

    void putOn(Key key) {
        description.ifPresent(key::describe);
        policy.ifPresent(key::replacePolicy);
        key.tags().putAll(tags);
    }
}
