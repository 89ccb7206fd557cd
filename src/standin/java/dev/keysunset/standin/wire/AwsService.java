package dev.keysunset.standin.wire;

import dev.keysunset.standin.key.KeyArn;
import java.util.Optional;

/** One AWS service: takes a call and answers it at the domain clock's standing now. */
public interface AwsService {
    /**
     * Carries a call out.
     *
     * @param imposed a fault that the call must end with; permission and state are then not looked at
     */
    Outcome answer(Call call, Optional<AwsError> imposed);

    /** The key a call names, as far as that can be told without carrying it out. */
    default Optional<KeyArn> subject(Call call) {
        return Optional.empty();
    }
}
