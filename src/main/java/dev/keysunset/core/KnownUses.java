package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a key's uses beside what KMS says now.
 *
 * @param times when it was seen in use, oldest first: as scans and assessments were told, and as a watch saw it
 * @param calls what CloudTrail's records say of some of them, the latest first
 * @param history what CloudTrail's event history tells where KMS does not
 * @param archive what the files of a trail tell, where an archive is configured for the key's account
 */
public record KnownUses(
        List<Instant> times,
        List<RecordedCall> calls,
        Optional<UsageHistory> history,
        Optional<ArchiveHistory> archive) {
    public static final KnownUses NONE = new KnownUses(List.of(), List.of(), Optional.empty(), Optional.empty());
}
