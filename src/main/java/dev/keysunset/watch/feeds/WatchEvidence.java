package dev.keysunset.watch.feeds;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport;
import dev.keysunset.core.Coverage;
import dev.keysunset.core.FeedReport.Evidence;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.WatchFacts.Seen;
import dev.keysunset.watch.canaries.CanaryEvidence;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.sightings.SeenRecords;
import dev.keysunset.watch.sightings.WatchRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that the feeds brought: about keys, about our canaries, about hands on the feeds. Joins the caller's transaction. */
@ApplicationScoped
class WatchEvidence {
    private final WatchRecords records;
    private final SeenRecords seen;
    private final CanaryEvidence canaries;
    private final TamperingRows tamperings;

    WatchEvidence(WatchRecords records, SeenRecords seen, CanaryEvidence canaries, TamperingRows tamperings) {
        this.records = records;
        this.seen = seen;
        this.canaries = canaries;
        this.tamperings = tamperings;
    }

    /** What a poll brought, under the configuration that it was made with. */
    void polled(FeedRow row, String configurationHash, Found found) {
        records.keep(found, Optional.of(row.id));
        canaries.receive(row.id, configurationHash, found.witness().echoes());
        tamperings.keep(Optional.of(row.feed()), found.witness().tamperings());
    }

    /** What a closing sweep brought. That canaries are there to be read again proves nothing of the time between them. */
    void swept(Found found) {
        records.keep(found, Optional.empty());
        canaries.surprise(found.witness().echoes());
        tamperings.keep(Optional.empty(), found.witness().tamperings());
    }

    /** Of each of them. */
    Map<UUID, Seen> seen(Collection<UUID> retirementIds) {
        var sightings = seen.sightings(retirementIds);
        var leftOut = seen.leftOut(sightings);
        var controls = seen.controls(retirementIds);
        var usable = canaries.usable(retirementIds);
        return retirementIds.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new Seen(
                                sightings.getOrDefault(id, List.of()),
                                leftOut.getOrDefault(id, 0L),
                                controls.getOrDefault(id, List.of()),
                                usable.getOrDefault(id, List.of()))));
    }

    boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
        return records.servedSince(retirementId, keyArn, since);
    }

    CanaryReport canary(CallClass calls) {
        return canaries.report(calls);
    }

    /** @param since canaries and tampering of before do not matter */
    Evidence of(FeedRow row, String configurationHash, Coverage read, Instant since) {
        return new Evidence(read, canaries.received(row.id, configurationHash, since), tamperings.of(row.id, since));
    }
}
