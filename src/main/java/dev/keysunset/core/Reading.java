package dev.keysunset.core;

import java.util.Optional;

/** An answer from AWS, kept apart from the absence of one: what cannot be read is never told as "not there". */
public sealed interface Reading<T> {
    record Read<T>(T value) implements Reading<T> {}

    /** AWS answered that the thing does not exist. */
    record Absent<T>() implements Reading<T> {}

    /**
     * Nobody knows.
     *
     * @param code AWS's error code, or the kind of failure on the way there
     */
    record Unreadable<T>(String call, String code, String message) implements Reading<T> {
        /** EC2 and SNS have words of their own for it (their API references, common errors). */
        public boolean denied() {
            return code.contains("AccessDenied")
                    || code.equals("UnauthorizedOperation")
                    || code.equals("AuthorizationError");
        }
    }

    static <T> Reading<T> read(T value) {
        return new Read<>(value);
    }

    default Optional<T> found() {
        return this instanceof Read<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    default Optional<Unreadable<T>> unreadable() {
        return this instanceof Unreadable<T> unreadable ? Optional.of(unreadable) : Optional.empty();
    }
}
