package dev.keysunset.conformance;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One call and how it ended.
 *
 * @param operation its name in CloudTrail
 * @param what how it differs from other calls of the operation
 * @param code the error's code; {@code ok} if there was none
 */
record Deed(String operation, String what, String requestId, String code, String text) {
    private static final String OK = "ok";

    static Deed of(String operation, String what, Supplier<? extends AwsResponse> call) {
        try {
            return new Deed(operation, what, call.get().responseMetadata().requestId(), OK, "");
        } catch (AwsServiceException e) {
            var details = e.awsErrorDetails();
            return new Deed(operation, what, e.requestId(), details.errorCode(), details.errorMessage());
        }
    }

    boolean succeeded() {
        return code.equals(OK);
    }

    /** As a person would say it. */
    String told() {
        return succeeded() ? "succeeded" : "failed with `" + code + "`" + (text.isEmpty() ? "" : ": `" + text + "`");
    }

    String title() {
        return operation + " " + what;
    }
}
