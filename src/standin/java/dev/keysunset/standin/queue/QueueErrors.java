package dev.keysunset.standin.queue;

import dev.keysunset.standin.wire.AwsError;

/** The errors of Amazon SQS by their names in its JSON model; the Query protocol spells some of them otherwise. */
final class QueueErrors {
    private QueueErrors() {}

    static AwsError noSuchQueue() {
        return new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
    }

    static AwsError missing(String parameter) {
        return new AwsError(
                "MissingRequiredParameterException", "The request must contain the parameter " + parameter + ".");
    }

    static AwsError invalidParameter(String text) {
        return new AwsError("InvalidParameterValueException", text);
    }

    static AwsError invalidParameter(String name, Object value, String reason) {
        return invalidParameter("Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    static AwsError unknownAttribute(String name) {
        return new AwsError("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static AwsError invalidAttribute(String name) {
        return new AwsError("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
    }

    static AwsError noSuchResource(String parameter) {
        return new AwsError(
                "ResourceNotFoundException",
                "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
}
