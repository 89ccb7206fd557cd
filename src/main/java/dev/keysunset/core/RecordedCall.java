package dev.keysunset.core;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One cryptographic call on a member, as far as its CloudTrail record explains a rollback.
 *
 * @param time when it was made; of a record that nobody could read, when it was seen
 * @param context the encryption context in clear: what AWS services name there is what they were working on
 */
public record RecordedCall(
        KeyArn keyArn, Instant time, String operation, Outcome outcome, Caller caller, Map<String, String> context) {

    /** Whether the call shows a need or the end of one. */
    public enum Outcome {
        /** A sighting: it failed for the key's state, or succeeded on a key that should have been disabled. */
        NEEDED,
        /** It succeeded, as calls do on a usable key. */
        SERVED
    }

    /**
     * @param principal who called, as well as the record says
     * @param service the AWS service through which the call came, such as {@code s3.amazonaws.com}
     * @param sourceAddress where the call came from: an IP address or an AWS service's name
     */
    public record Caller(String principal, Optional<String> service, Optional<String> sourceAddress) {
        /** The principal without the session's name: the workload, which calls under ever new sessions. */
        String workload() {
            var session = principal.lastIndexOf('/');
            return principal.contains(":assumed-role/") && session > principal.indexOf('/')
                    ? principal.substring(0, session)
                    : principal;
        }
    }

    boolean needed() {
        return outcome == Outcome.NEEDED;
    }
}
