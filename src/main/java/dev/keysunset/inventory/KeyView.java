package dev.keysunset.inventory;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key of the inventory as people and machines see it. */
public record KeyView(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Standing standing,
        Kind kind,
        UsageView usage,
        Circumstances circumstances,
        @JsonUnwrapped Freshness freshness) {

    /** How a key is known. */
    public record Identity(
            String keyArn, String accountId, String region, String keyId, String familyKey, List<String> aliases) {}

    /** How it is: {@code keyState} is AWS's name, and absent when DescribeKey could not be read. */
    public record Standing(
            Optional<String> keyState,
            Optional<Instant> creationDate,
            Optional<Instant> deletionDate,
            String description,
            Map<String, String> tags) {}

    /** What it is; empty until it could be read once. */
    public record Kind(
            Optional<KeyFacts.Owner> manager,
            Optional<KeyFacts.Role> role,
            Optional<String> keySpec,
            Optional<String> keyUsage,
            Optional<String> origin) {}

    /**
     * When it was last used, in one of four answers.
     *
     * @param idleSince from then until {@code evidence.readAt} it is known to be unused; absent when nothing is known
     */
    public record UsageView(
            UsageAnswer answer, Optional<Instant> idleSince, Optional<String> operation, Evidence evidence) {}

    /**
     * What the answer rests on.
     *
     * @param source whose word it is
     * @param reachesBackTo before it nothing is known; absent when nothing is known at all
     * @param readAt until when the answer held
     * @param cloudTrailEventId of the record of the last use
     */
    public record Evidence(
            String source, Optional<Instant> reachesBackTo, Instant readAt, Optional<String> cloudTrailEventId) {}

    /** @param rotation absent where AWS rotates no such key, or until it could be read */
    public record Circumstances(Optional<Rotation> rotation, Optional<String> keyPolicyHash, int grantCount) {}

    /**
     * How old the values are.
     *
     * @param readAt in domain time
     * @param unreadable what the last reading could not read; the values beside it are older
     * @param goneAt since when AWS does not list it any more
     */
    public record Freshness(
            Instant firstSeenAt, Instant readAt, List<Unreadable> unreadable, Optional<Instant> goneAt) {}

    static KeyView of(InventoryKeyRow row) {
        return new KeyView(
                new Identity(row.keyArn, row.accountId, row.region, row.keyId, row.familyKey, List.copyOf(row.aliases)),
                new Standing(
                        Optional.ofNullable(row.keyState).map(KeyState::awsName),
                        Optional.ofNullable(row.creationDate),
                        Optional.ofNullable(row.deletionDate),
                        row.description,
                        row.tags),
                new Kind(
                        Optional.ofNullable(row.manager),
                        Optional.ofNullable(row.role),
                        Optional.ofNullable(row.keySpec),
                        Optional.ofNullable(row.keyUsage),
                        Optional.ofNullable(row.origin)),
                usage(row),
                new Circumstances(
                        Optional.ofNullable(row.rotation), Optional.ofNullable(row.keyPolicyHash), row.grants.size()),
                new Freshness(row.firstSeenAt, row.readAt, row.unreadable, Optional.ofNullable(row.goneAt)));
    }

    private static UsageView usage(InventoryKeyRow row) {
        return new UsageView(
                row.usage,
                Optional.ofNullable(row.idleSince),
                Optional.ofNullable(row.usageOperation),
                new Evidence(
                        Unreadable.LAST_USAGE,
                        Optional.ofNullable(row.idleSince),
                        row.usageReadAt,
                        Optional.ofNullable(row.usageEventId)));
    }
}
