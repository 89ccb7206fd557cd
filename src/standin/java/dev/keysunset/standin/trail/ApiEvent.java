package dev.keysunset.standin.trail;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import java.util.Optional;
import java.util.Set;

/** A call that CloudTrail hears of, and how it ended. */
record ApiEvent(Call call, Outcome outcome) {
    private static final Set<String> OF_STATE = Set.of("DisabledException", "KMSInvalidStateException");

    Optional<AwsError> error() {
        return outcome instanceof Outcome.Failure(var error, var _) ? Optional.of(error) : Optional.empty();
    }

    boolean isDenied() {
        return error().filter(AwsError::isDenial).isPresent();
    }

    /** Whether it failed because KMS does not know what the call names. */
    boolean isNotFound() {
        return failedWith(Set.of("NotFoundException"));
    }

    /** Whether it failed because of a key's state. */
    boolean isStateFailure() {
        return failedWith(OF_STATE);
    }

    private boolean failedWith(Set<String> codes) {
        return error().map(AwsError::code).filter(codes::contains).isPresent();
    }
}
