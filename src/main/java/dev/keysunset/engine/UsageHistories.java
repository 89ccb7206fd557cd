package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.UsageHistory;
import java.util.Optional;

/** What CloudTrail's event history tells of keys of which KMS does not say when they were last used. */
@FunctionalInterface
public interface UsageHistories {
    /** Empty where nobody has looked into it for this key. */
    Optional<UsageHistory> of(KeyArn keyArn);
}
