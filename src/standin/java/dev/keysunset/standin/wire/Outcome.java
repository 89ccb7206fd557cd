package dev.keysunset.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.KeyArn;
import java.util.Optional;

/** How a call ended, and the key it was about. */
public sealed interface Outcome {
    Optional<KeyArn> key();

    record Success(JsonNode body, Optional<KeyArn> key) implements Outcome {}

    record Failure(AwsError error, Optional<KeyArn> key) implements Outcome {}
}
