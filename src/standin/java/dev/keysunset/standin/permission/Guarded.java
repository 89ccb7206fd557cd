package dev.keysunset.standin.permission;

import java.util.Optional;

/**
 * Something that may carry a policy of its own, such as a queue or a topic.
 *
 * @param account its owner, whose principals need no word in that policy
 */
public record Guarded(String arn, String account, Optional<String> policy) {

    /** Something that nobody but its owner's principals reach. */
    public static Guarded without(String arn, String account) {
        return new Guarded(arn, account, Optional.empty());
    }
}
