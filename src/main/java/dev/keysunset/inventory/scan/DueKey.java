package dev.keysunset.inventory.scan;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.inventory.UsageAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that is still to be read.
 *
 * @param tries how often in this scan something about it was throttled or not answered
 * @param known what the inventory knows of it; absent for a key that was never read
 */
record DueKey(KeyArn keyArn, int tries, Optional<Known> known) {

    /** @param whole whether the last reading lacked nothing */
    record Known(Optional<KeyFacts.Owner> manager, UsageAnswer usage, Optional<Instant> idleSince, boolean whole) {}

    /** Its use can only be later than is known, and that would make it no candidate either. */
    boolean usedRecently(Instant now, Duration recent) {
        return known.filter(key -> key.usage() == UsageAnswer.USED)
                .flatMap(Known::idleSince)
                .filter(use -> use.plus(recent).isAfter(now))
                .isPresent();
    }

    /** Its tags, grants' makers and policy are AWS's own; nobody can disable it (KMS Developer Guide, AWS managed keys). */
    boolean awsManaged() {
        return known.filter(Known::whole)
                .flatMap(Known::manager)
                .filter(manager -> manager == KeyFacts.Owner.AWS)
                .isPresent();
    }
}
