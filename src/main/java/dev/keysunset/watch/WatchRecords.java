package dev.keysunset.watch;

import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.Sighting;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.FeedLedger.Found;
import dev.keysunset.watch.Matches.Match;
import dev.keysunset.watch.WatchRecord.Failure;
import dev.keysunset.watch.WatchRecord.Kind;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** The records the watch keeps. Copies and repeats of an event fall on the unique index and change nothing. */
@ApplicationScoped
class WatchRecords implements PanacheRepositoryBase<WatchRecordRow, UUID> {
    /** PostgreSQL's text cannot hold it, and no record of AWS contains it. */
    private static final String NUL = "\u0000";

    private static final String INSERT = """
            insert into watch_record (id, retirement_id, kind, key_arn, event_id, event_identity, event_time, operation,
                error_code, error_message, principal, on_behalf_of, effect_id, record, seen_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            on conflict (retirement_id, key_arn, event_identity) do nothing
            """;

    private static final String QUARANTINE = """
            insert into quarantined_record (id, seen_at, why, record)
            select ?1, ?2, ?3, ?4 where not exists (select from quarantined_record where record = ?4)
            """;

    private final Clocks clocks;
    private final WatchedKeys watchedKeys;

    WatchRecords(Clocks clocks, WatchedKeys watchedKeys) {
        this.clocks = clocks;
        this.watchedKeys = watchedKeys;
    }

    /** Joins the caller's transaction; wakes every retirement that learns something new. */
    void keep(Found found) {
        var woken = new TreeSet<UUID>();
        for (var match : found.matches()) {
            if (insert(match) == 1 && match.record().kind() != Kind.NOTE) {
                woken.add(match.retirementId());
            }
        }
        found.quarantined()
                .forEach(text -> getEntityManager()
                        .createNativeQuery(QUARANTINE)
                        .setParameter(1, clocks.ids().next())
                        .setParameter(2, clocks.domain().now())
                        .setParameter(3, storable(text.why()))
                        .setParameter(4, storable(text.text()))
                        .executeUpdate());
        if (!woken.isEmpty()) {
            watchedKeys.wake(woken);
        }
    }

    List<Sighting> sightings(UUID retirementId) {
        return list("retirementId = ?1 and kind = ?2 order by eventTime, id", retirementId, Kind.SIGHTING).stream()
                .map(WatchRecordRow::asSighting)
                .toList();
    }

    List<ControlRecord> controls(UUID retirementId) {
        return list("retirementId = ?1 and kind = ?2 order by eventTime, id", retirementId, Kind.CONTROL).stream()
                .map(WatchRecordRow::asControl)
                .toList();
    }

    private int insert(Match match) {
        var record = match.record();
        var event = record.event();
        return getEntityManager()
                .createNativeQuery(INSERT)
                .setParameter(1, clocks.ids().next())
                .setParameter(2, match.retirementId())
                .setParameter(3, record.kind().name())
                .setParameter(4, record.keyArn().toString())
                .setParameter(5, storable(event.id()))
                .setParameter(6, storable(event.identity()))
                .setParameter(7, event.time())
                .setParameter(8, storable(event.operation()))
                .setParameter(
                        9,
                        event.failure()
                                .map(Failure::code)
                                .map(WatchRecords::storable)
                                .orElse(null))
                .setParameter(
                        10,
                        event.failure()
                                .map(Failure::message)
                                .map(WatchRecords::storable)
                                .orElse(null))
                .setParameter(11, storable(record.caller().principal()))
                .setParameter(
                        12,
                        record.caller().onBehalfOf().map(WatchRecords::storable).orElse(null))
                .setParameter(13, record.caller().effectId().orElse(null))
                .setParameter(14, storable(record.text()))
                .setParameter(15, clocks.domain().now())
                .executeUpdate();
    }

    private static String storable(String text) {
        return text.replace(NUL, "\\u0000");
    }
}
