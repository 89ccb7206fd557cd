package dev.keysunset.engine;

import dev.keysunset.core.ArchiveHistory;
import dev.keysunset.core.KeyArn;
import java.util.Optional;

/** What trails' archives tell of keys, and the wish to learn it. */
public interface ArchiveHistories {
    /** Empty where no archive is configured for the key's account and Region, or nobody has wanted to know. */
    Optional<ArchiveHistory> of(KeyArn keyArn);

    /** Has the archive asked for the key soon, where there is one; nobody waits here. */
    void want(KeyArn keyArn);
}
