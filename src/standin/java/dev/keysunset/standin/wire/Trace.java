package dev.keysunset.standin.wire;

import dev.keysunset.standin.key.KeyArn;
import java.util.List;
import java.util.Optional;

/**
 * What of a call the call log and CloudTrail need to know beyond request and result.
 *
 * @param resources what the call was about, as far as the request tells; a ReEncrypt names its source first
 */
public record Trace(Recording recording, List<Resource> resources) {

    /** How CloudTrail takes an operation. */
    public enum Recording {
        /** A management event with {@code readOnly: true}, which cryptographic operations are, too. */
        READ,
        /** A management event with {@code readOnly: false}. */
        WRITE,
        /** A data event or nothing at all: trails of management events do not have it. */
        NONE
    }

    public static Trace nothing() {
        return new Trace(Recording.NONE, List.of());
    }

    public static Trace of(Recording recording) {
        return new Trace(recording, List.of());
    }

    /** The first key among the resources. */
    public Optional<KeyArn> key() {
        return resources.stream().flatMap(resource -> resource.key().stream()).findFirst();
    }
}
