package dev.keysunset.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.ArchiveHistory;
import dev.keysunset.core.Grant;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.ManagedElsewhere;
import dev.keysunset.core.UsageHistory;
import java.util.List;
import java.util.Optional;

/**
 * A key with all that the inventory knows of it.
 *
 * @param family the other members of its multi-Region family, as far as they are in the inventory: they retire together, and
 *     a use of one is a use of all
 * @param managedElsewhere what defines it, and has to be changed first so that nothing enables it or makes it again
 */
public record KeyDetail(
        @JsonUnwrapped ListedKey key,
        List<FamilyMember> family,
        List<ManagedElsewhere> managedElsewhere,
        List<Grant> grants,
        @JsonUnwrapped Past past) {

    /**
     * What became of it.
     *
     * @param uses what GetKeyLastUsage told from scan to scan, the latest first: over time, the rhythm of its use
     * @param lastUses who made these uses, as far as CloudTrail's records were asked for, the latest first
     * @param history what CloudTrail's event history tells where KMS does not; absent where nobody has looked into it
     * @param archive what the files of a trail tell of years; absent where there are none, or nobody has asked them
     * @param changes what happened to it between scans, the latest first
     */
    public record Past(
            List<UsageSeen> uses,
            List<LastUse> lastUses,
            Optional<UsageHistory> history,
            Optional<ArchiveHistory> archive,
            List<KeyChange> changes) {}

    /** Another member of the key's family. */
    public record FamilyMember(KeyView.Identity identity, Optional<KeyFacts.Role> role, KeyView.UsageView usage) {
        static FamilyMember of(KeyView key) {
            return new FamilyMember(key.identity(), key.kind().role(), key.usage());
        }
    }
}
