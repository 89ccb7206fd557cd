package dev.keysunset.watch.sightings;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.watch.guards.GuardRecords;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.records.EncryptionContext;
import dev.keysunset.watch.records.Matches.Match;
import dev.keysunset.watch.records.RecordJson;
import dev.keysunset.watch.records.StorableText;
import dev.keysunset.watch.records.WatchRecord;
import dev.keysunset.watch.records.WatchRecord.Caller;
import dev.keysunset.watch.records.WatchRecord.Details;
import dev.keysunset.watch.records.WatchRecord.Event;
import dev.keysunset.watch.records.WatchRecord.Failure;
import dev.keysunset.watch.records.WatchRecord.Kind;
import dev.keysunset.web.Position;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records the watch keeps. Copies and repeats of an event fall on the unique index and change nothing. */
@ApplicationScoped
public class WatchRecords implements PanacheRepositoryBase<WatchRecordRow, UUID> {
    /** Of one field. CloudTrail cuts what it takes from requests at 1 KB (CloudTrail User Guide, record contents). */
    private static final int LONGEST = 4096;

    /** The unique index holds off what another feed brings at the same time; the rest is known from {@link KeptEvents}. */
    private static final String INSERT = """
        insert into watch_record (id, retirement_id, feed_id, kind, meaning, key_arn, event_id, event_identity, event_time,
            operation, error_code, error_message, principal, principal_kind, principal_account, on_behalf_of, effect_id,
            source_address, user_agent, vpc_endpoint_id, encryption_context, record, seen_at)
        values (:id, :retirement, cast(:feed as uuid), :kind, :meaning, :key, :event, :identity, :time,
            :operation, cast(:code as text), cast(:message as text), :principal, :principalKind, cast(:account as text),
            cast(:onBehalfOf as text), cast(:effect as uuid),
            cast(:address as text), cast(:agent as text), cast(:endpoint as text), cast(:context as jsonb), :record, :now)
        on conflict (retirement_id, key_arn, event_identity, kind) do nothing
        """;

    /** Two feeds bring the same records at the same time: in one order, so that neither waits for the other for ever. */
    private static final Comparator<Match> IN_ORDER =
            Comparator.comparing(match -> match.record().event().identity());

    private final Clocks clocks;
    private final WatchedKeys watchedKeys;
    private final QuarantinedRecords quarantine;
    private final GuardRecords guards;

    WatchRecords(Clocks clocks, WatchedKeys watchedKeys, QuarantinedRecords quarantine, GuardRecords guards) {
        this.clocks = clocks;
        this.watchedKeys = watchedKeys;
        this.quarantine = quarantine;
        this.guards = guards;
    }

    /**
     * Joins the caller's transaction; wakes every retirement that learns something new.
     *
     * @param feedId the feed that brought it; empty for a closing sweep
     */
    public void keep(Found found, Optional<UUID> feedId) {
        var matches = thinned(guards.keep(found.matches()));
        var kept = KeptEvents.among(matches, getEntityManager());
        var alarms = new ArrayList<Alarm>();
        for (var match : matches) {
            if (kept.add(match) && insert(match, feedId) == 1 && match.record().kind() != Kind.NOTE) {
                alarms.add(alarm(match));
            }
        }
        quarantine.keep(found.quarantined(), feedId);
        watchedKeys.wake(alarms);
    }

    /** Of a busy key's successes one a minute for each caller is enough to tell that it works; the rest as it is, in order. */
    private static List<Match> thinned(List<Match> matches) {
        var working = new HashSet<List<Object>>();
        return matches.stream()
                .filter(match -> !match.record().serves()
                        || working.add(List.of(
                                match.retirementId(),
                                match.record().keyArn(),
                                match.record().caller(),
                                match.record().event().time().truncatedTo(ChronoUnit.MINUTES))))
                .sorted(IN_ORDER)
                .toList();
    }

    private static Alarm alarm(Match match) {
        return new Alarm(
                match.retirementId(),
                Optional.of(match.record())
                        .filter(record -> record.kind() == Kind.SIGHTING)
                        .map(record -> record.event().time()));
    }

    /** All kinds, or one; latest event first. */
    List<WatchRecordRow> latest(UUID retirementId, Optional<Kind> kind, Optional<Position> after, int limit) {
        var query = new StringBuilder("retirementId = :id");
        var parameters = new HashMap<String, Object>(Map.of("id", retirementId));
        kind.ifPresent(only -> {
            query.append(" and kind = :kind");
            parameters.put("kind", only);
        });
        after.ifPresent(position -> {
            query.append(" and (eventTime < :at or (eventTime = :at and id < :after))");
            parameters.put("at", position.at());
            parameters.put("after", position.id());
        });
        return find(query.append(" order by eventTime desc, id desc").toString(), parameters)
                .page(0, limit)
                .list();
    }

    public boolean servedSince(UUID retirementId, KeyArn keyArn, Instant since) {
        return count(
                        "retirementId = ?1 and keyArn = ?2 and kind = ?3 and errorCode is null and eventTime > ?4"
                                + " and operation not in ?5 and operation not like 'Describe%'"
                                + " and operation not like 'List%' and operation not like 'Get%'",
                        retirementId, keyArn.toString(), Kind.NOTE, since, Operations.managing())
                > 0;
    }

    private int insert(Match match, Optional<UUID> feedId) {
        var insert = getEntityManager().createNativeQuery(INSERT);
        insert.setParameter("id", clocks.ids().next());
        insert.setParameter("retirement", match.retirementId());
        insert.setParameter("feed", feedId.map(UUID::toString).orElse(null));
        insert.setParameter("now", clocks.domain().now());
        setRecord(insert, match.record());
        setEvent(insert, match.record().event());
        setCaller(insert, match.record().caller());
        setDetails(insert, match.record().details());
        return insert.executeUpdate();
    }

    private static void setRecord(Query insert, WatchRecord record) {
        insert.setParameter("kind", record.kind().name());
        insert.setParameter("key", record.keyArn().toString());
    }

    private static void setEvent(Query insert, Event event) {
        insert.setParameter("event", storable(event.id()));
        insert.setParameter("identity", storable(event.identity()));
        insert.setParameter("time", event.time());
        insert.setParameter("operation", storable(event.operation()));
        insert.setParameter("code", storable(event.failure().map(Failure::code)));
        insert.setParameter("message", storable(event.failure().map(Failure::message)));
    }

    private static void setCaller(Query insert, Caller caller) {
        insert.setParameter("principal", storable(caller.principal()));
        insert.setParameter("principalKind", caller.kind().name());
        insert.setParameter("account", storable(caller.accountId()));
        insert.setParameter("onBehalfOf", storable(caller.onBehalfOf()));
        insert.setParameter("effect", caller.effectId().map(UUID::toString).orElse(null));
    }

    private static void setDetails(Query insert, Details details) {
        var source = details.source();
        insert.setParameter("meaning", details.meaning().name());
        insert.setParameter("address", storable(source.address()));
        insert.setParameter("agent", storable(source.userAgent()));
        insert.setParameter("endpoint", storable(source.vpcEndpointId()));
        insert.setParameter("context", EncryptionContext.json(details.encryptionContext()));
        insert.setParameter("record", StorableText.of(details.text(), RecordJson.TOO_LONG));
    }

    /** As the columns hold it, by which it is found again. */
    static String storable(String text) {
        return StorableText.of(text, LONGEST);
    }

    private static @Nullable String storable(Optional<String> text) {
        return text.map(WatchRecords::storable).orElse(null);
    }
}
