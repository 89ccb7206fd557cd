package dev.keysunset.standin.topic;

import dev.keysunset.standin.wire.AwsError;

/** The errors of Amazon SNS. */
final class TopicErrors {
    private TopicErrors() {}

    static AwsError invalid(String what) {
        return new AwsError("InvalidParameter", "Invalid parameter: " + what);
    }

    static AwsError noSuchTopic() {
        return new AwsError("NotFound", "Topic does not exist", 404);
    }

    /** SNS has its own word for what others call AccessDenied. */
    static AwsError inOwnWords(AwsError error) {
        return error.isDenial() ? new AwsError("AuthorizationError", error.text(), 403) : error;
    }
}
