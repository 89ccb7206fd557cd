package dev.keysunset.inventory;

import dev.keysunset.core.ArchiveHistory;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Usage;
import dev.keysunset.core.UsageHistory;
import dev.keysunset.engine.ArchiveHistories;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.LastUses;
import dev.keysunset.engine.UsageHistories;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who made the last uses that scans were told of, what stands in where they were told nothing, and what was years ago. */
@ApplicationScoped
class ExplainedUses {
    private final LastUses lastUses;
    private final UsageHistories histories;
    private final ArchiveHistories archives;
    private final Clocks clocks;

    ExplainedUses(LastUses lastUses, UsageHistories histories, ArchiveHistories archives, Clocks clocks) {
        this.lastUses = lastUses;
        this.histories = histories;
        this.archives = archives;
        this.clocks = clocks;
    }

    /** The latest first; the present one also where nobody has asked for its record. */
    List<LastUse> of(InventoryKeyRow row) {
        var asked = lastUses.of(KeyArn.of(row.keyArn));
        return present(row)
                .filter(use -> asked.stream()
                        .noneMatch(known -> known.use().cloudTrailEventId().equals(use.cloudTrailEventId())))
                .map(use -> LastUse.notAskedFor(use, clocks.domain().now()))
                .map(use -> Stream.concat(Stream.of(use), asked.stream()).toList())
                .orElse(asked);
    }

    Optional<UsageHistory> history(InventoryKeyRow row) {
        return histories.of(KeyArn.of(row.keyArn));
    }

    Optional<ArchiveHistory> archive(InventoryKeyRow row) {
        return archives.of(KeyArn.of(row.keyArn));
    }

    private static Optional<Usage.Used> present(InventoryKeyRow row) {
        var eventId = Optional.ofNullable(row.usageEventId);
        return Optional.ofNullable(row.idleSince)
                .filter(_ -> row.usage == UsageAnswer.USED && eventId.isPresent())
                .map(at -> new Usage.Used(
                        at, Optional.ofNullable(row.usageOperation).orElse("unnamed operation"), eventId));
    }
}
