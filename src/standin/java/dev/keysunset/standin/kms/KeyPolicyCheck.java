package dev.keysunset.standin.kms;

import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.policy.MalformedPolicyException;
import dev.keysunset.standin.policy.Policy;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;

/** What AWS KMS asks of a new key policy: that it can be read, and that the caller can change it again. */
record KeyPolicyCheck(Authorizer authorizer) {

    /**
     * Accepts a document as key policy.
     *
     * @param resource the key's ARN, or {@code *} while it has none
     * @throws AwsError a MalformedPolicyDocumentException
     */
    void accept(Call call, String resource, String document) {
        var policy = parsed(document);
        var bypassed = call.parameters().path("BypassPolicyLockoutSafetyCheck").asBoolean();
        if (!bypassed && !authorizer.couldChange(policy, call, resource)) {
            throw new AwsError(
                    "MalformedPolicyDocumentException",
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    private static Policy parsed(String document) {
        try {
            return Policy.parse(document);
        } catch (MalformedPolicyException e) {
            var error = new AwsError("MalformedPolicyDocumentException", String.valueOf(e.getMessage()));
            error.addSuppressed(e);
            throw error;
        }
    }
}
