package dev.keysunset.standin.wire;

import java.util.Optional;
import java.util.Set;

/** One AWS service: takes a call and answers it at the domain clock's standing now. */
public interface AwsService {
    /** The names of the operations that it knows. */
    Set<String> operations();

    /** Carries a call out. */
    Outcome answer(Call call);

    /** What can be told of a call without carrying it out; {@link Trace#nothing()} for an unknown operation. */
    Trace trace(Call call);

    /** What a call waits for before it is carried out; most wait for nothing. */
    default Optional<Waiting> waiting(Call call) {
        return Optional.empty();
    }
}
