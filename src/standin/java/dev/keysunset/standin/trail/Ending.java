package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import java.util.Optional;

/** How a recorded call ended. */
public sealed interface Ending {
    record Done(Optional<ObjectNode> responseElements) implements Ending {}

    record Failed(AwsError error) implements Ending {}
}
