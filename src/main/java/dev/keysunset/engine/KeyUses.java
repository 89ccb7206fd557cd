package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KnownUses;
import dev.keysunset.core.Usage;

/** What was learnt of keys' uses, and the wish to learn more. */
@FunctionalInterface
public interface KeyUses {
    /**
     * What is known of the key's uses so far. What this usage leaves to be learnt is asked of CloudTrail soon, ahead of what nobody
     * waits for; nobody waits here.
     */
    KnownUses of(KeyArn keyArn, Usage usage);
}
