package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import java.util.List;
import java.util.Optional;

/** The inventory, for those who plan and propose. */
public interface KnownKeys {
    /**
     * Keys that match, in the order of their ARNs. Those that AWS manages, or does not list any more, are left out.
     *
     * @param after where the former part of the list ended
     */
    List<KeyArn> matching(KeySelection selection, Optional<KeyArn> after, int limit);

    /** Keys that the selection leaves out only because their usage could not be read. */
    long unjudged(KeySelection selection);
}
