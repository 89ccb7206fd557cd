package dev.keysunset.standin.fault;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.CommonErrors;
import java.util.Optional;

/** What may go wrong with a call and its answer. */
public enum FaultKind implements Fault {
    /** Too many requests; nothing happens. */
    THROTTLE,
    /** An internal error; nothing happens. */
    ERROR_500,
    /** The service is unavailable; nothing happens. */
    ERROR_503,
    /** The caller is denied; nothing happens. */
    ACCESS_DENIED,
    /** The caller's session is said to be over; nothing happens. */
    EXPIRED_TOKEN,
    /** Carried out and answered, but only after a delay of real time; one second if none is given. */
    SLOW,
    /** The connection is cut before anything happens. */
    RESET,
    /** Carried out, but the connection is cut in the middle of the answer's body. */
    TRUNCATED,
    /** Carried out, but the connection is cut instead of an answer. */
    LOST_ANSWER,
    /**
     * Taken in and kept until it is released, or for a delay of domain time; permission and state are judged then. The
     * client waits for its answer or, if the connection is cut, never gets one.
     */
    HOLD,
    /** Nobody is there, as when a Region is down: 503 or, if the connection is to be cut, no answer; nothing happens. */
    OUTAGE;

    /** The error that a call ends with, in the words of its service; empty for what is no error. */
    Optional<AwsError> error(Call call, FaultDetails details) {
        var service = call.service();
        return switch (this) {
            case THROTTLE -> Optional.of(CommonErrors.throttled(service));
            case ERROR_500 -> Optional.of(details.reworded(CommonErrors.internal(service)));
            case ERROR_503, OUTAGE -> Optional.of(details.reworded(CommonErrors.unavailable()));
            case ACCESS_DENIED -> Optional.of(CommonErrors.denied(call));
            case EXPIRED_TOKEN -> Optional.of(CommonErrors.expiredToken(service));
            case SLOW, RESET, TRUNCATED, LOST_ANSWER, HOLD -> Optional.empty();
        };
    }

    /** Whether the service, and with it CloudTrail, learns of the call. */
    boolean reachesService() {
        return switch (this) {
            case ERROR_503, EXPIRED_TOKEN, RESET, OUTAGE -> false;
            case THROTTLE, ERROR_500, ACCESS_DENIED, SLOW, TRUNCATED, LOST_ANSWER, HOLD -> true;
        };
    }
}
