package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a call failed with. */
record Refusal(String code, String text, int status) {

    static Refusal of(ThrowingCallable call) {
        var thrown = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(thrown).as("the call should have failed").isNotNull();
        var details = thrown.awsErrorDetails();
        return new Refusal(details.errorCode(), details.errorMessage(), thrown.statusCode());
    }

    static Refusal saying(String code, String text) {
        return new Refusal(code, text, 400);
    }
}
