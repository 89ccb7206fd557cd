package dev.keysunset.standin.kms;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;

/**
 * The DryRun option: a call that has everything it takes to succeed ends with an error that says so. AWS KMS Developer
 * Guide, "Testing your permissions".
 */
final class DryRun {
    private DryRun() {}

    static boolean isAsked(Call call) {
        return call.parameters().path("DryRun").asBoolean();
    }

    /**
     * Ends a call that would have succeeded, if that is what it asks for.
     *
     * @throws AwsError a DryRunOperationException
     */
    static void end(Call call) {
        if (isAsked(call)) {
            throw succeeded();
        }
    }

    /**
     * Ends a dry run without ciphertext, which is only about permission.
     *
     * @throws AwsError a DryRunOperationException
     */
    static void endWithoutCiphertext(Call call) {
        if (ignoresCiphertext(call)) {
            throw succeeded();
        }
    }

    static boolean ignoresCiphertext(Call call) {
        var ignores = false;
        for (var modifier : call.parameters().path("DryRunModifiers")) {
            ignores |= modifier.asText().equals("IGNORE_CIPHERTEXT");
        }
        return ignores && isAsked(call);
    }

    private static AwsError succeeded() {
        return new AwsError(
                "DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
    }
}
