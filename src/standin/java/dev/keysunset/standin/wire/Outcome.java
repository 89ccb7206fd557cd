package dev.keysunset.standin.wire;

/** How a call ended. */
public sealed interface Outcome {
    Trace trace();

    record Success(Answer answer, Trace trace) implements Outcome {}

    record Failure(AwsError error, Trace trace) implements Outcome {}
}
