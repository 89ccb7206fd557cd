package dev.keysunset.standin.fault;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.Optional;

/** What may go wrong with a call. */
public enum FaultKind {
    /** Too many requests; nothing happens. */
    THROTTLE,
    /** An internal error; nothing happens. */
    ERROR_500,
    /** The service is unavailable; nothing happens. */
    ERROR_503,
    /** The caller is denied; nothing happens. */
    ACCESS_DENIED,
    /** Carried out and answered, but only after a delay of real time. */
    SLOW,
    /** The connection is cut before anything happens. */
    RESET,
    /** Carried out, but the connection is cut instead of an answer. */
    LOST_ANSWER,
    /** Taken in and kept until it is released; permission and state are judged then. */
    HOLD;

    /** The error that the kinds which are errors impose. */
    Optional<AwsError> error(Call call) {
        return switch (this) {
            case THROTTLE ->
                Optional.of(new AwsError(
                        "ThrottlingException",
                        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls."));
            case ERROR_500 -> Optional.of(new AwsError("KMSInternalException", "Internal failure", 500));
            case ERROR_503 -> Optional.of(new AwsError("ServiceUnavailable", "Service Unavailable", 503));
            case ACCESS_DENIED -> {
                var action = call.service().prefix() + ":" + call.action();
                yield Optional.of(AwsError.denied("User: " + call.caller().arn()
                        + " is not authorized to perform: " + action
                        + " because no identity-based policy allows the " + action + " action"));
            }
            case SLOW, RESET, LOST_ANSWER, HOLD -> Optional.empty();
        };
    }
}
