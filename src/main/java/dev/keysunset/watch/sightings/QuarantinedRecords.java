package dev.keysunset.watch.sightings;

import dev.keysunset.engine.Clocks;
import dev.keysunset.watch.records.Fear;
import dev.keysunset.watch.records.Quarantined;
import dev.keysunset.web.Position;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The texts that nobody could read: kept and shown, never dropped, never in the way of the others. */
@ApplicationScoped
public class QuarantinedRecords implements PanacheRepositoryBase<QuarantinedRecordRow, UUID> {
    private static final String INSERT = """
        insert into quarantined_record (id, seen_at, feed_id, why, record, size, digest)
        values (:id, :now, cast(:feed as uuid), :why, :record, :size, :digest)
        on conflict (digest) do nothing
        """;

    private static final String ALARMED = """
        select w.eventId, w.retirementId from WatchRecordRow w where w.eventId in :eventIds order by w.retirementId
        """;

    private final Clocks clocks;

    QuarantinedRecords(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Joins the caller's transaction. The same text, brought again by whomever, changes nothing. */
    void keep(Collection<Quarantined> texts, Optional<UUID> feedId) {
        for (var text : texts) {
            getEntityManager()
                    .createNativeQuery(INSERT)
                    .setParameter("id", clocks.ids().next())
                    .setParameter("now", clocks.domain().now())
                    .setParameter("feed", feedId.map(UUID::toString).orElse(null))
                    .setParameter("why", text.why())
                    .setParameter("record", text.text())
                    .setParameter("size", text.size())
                    .setParameter("digest", text.digest())
                    .executeUpdate();
        }
    }

    /** Latest first. */
    public List<QuarantinedRecordRow> latest(Optional<Position> after, int limit) {
        var order = " order by seenAt desc, id desc";
        return after.map(position ->
                        find("seenAt < ?1 or (seenAt = ?1 and id < ?2)" + order, position.at(), position.id()))
                .orElseGet(() -> find("true = true" + order))
                .page(0, limit)
                .list();
    }

    /** How many texts each feed brought that nobody could read. */
    public Map<UUID, Long> countByFeed() {
        return getEntityManager()
                .createQuery(
                        "select q.feedId, count(*) from QuarantinedRecordRow q where q.feedId is not null group by q.feedId",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(counted -> (UUID) counted[0], counted -> (Long) counted[1]));
    }

    /** The retirements that were alarmed, because the text names a key of theirs; by digest. */
    public Map<String, List<UUID>> alarmed(Collection<QuarantinedRecordRow> rows) {
        return getEntityManager()
                .createQuery(ALARMED, Object[].class)
                .setParameter(
                        "eventIds",
                        rows.stream().map(row -> Fear.EVENT_ID + row.digest).toList())
                .getResultStream()
                .collect(Collectors.groupingBy(
                        found -> ((String) found[0]).substring(Fear.EVENT_ID.length()),
                        Collectors.mapping(found -> (UUID) found[1], Collectors.toList())));
    }
}
