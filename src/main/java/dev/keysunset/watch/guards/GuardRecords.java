package dev.keysunset.watch.guards;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.watch.records.Matches.Match;
import dev.keysunset.watch.records.StorableText;
import dev.keysunset.watch.records.WatchRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;

/** Who needed a guarded key. */
@ApplicationScoped
public class GuardRecords {
    /** Of one field; records come from anybody. */
    private static final int LONGEST = 2000;

    private static final int LONGEST_RECORD = 256 * 1024;

    /** More at once tell nobody more. */
    private static final int MOST = 200;

    private static final String AMONG = "select id from key_guard where id in (:ids)";

    private static final String KEEP = """
            insert into key_guard_record (id, guard_id, event_id, event_identity, event_time, operation, error_code, principal,
                on_behalf_of, record, seen_at)
            values (:id, :guard, :event, :identity, :time, :operation, cast(:code as text), :principal,
                cast(:onBehalfOf as text), :record, :now)
            on conflict (guard_id, event_identity) do nothing
            """;

    private static final String OF = """
            select event_id, event_time, operation, error_code, principal, on_behalf_of, record from key_guard_record
            where guard_id = :guard order by event_time desc, id limit :most
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final Notifier notifier;

    GuardRecords(EntityManager database, Clocks clocks, Notifier notifier) {
        this.database = database;
        this.clocks = clocks;
        this.notifier = notifier;
    }

    /** A call that failed because the key cannot be used. */
    public record Need(
            String cloudTrailEventId, Instant at, String operation, Optional<String> errorCode, By by, String record) {
        /** Whose call it was. */
        public record By(String principal, Optional<String> onBehalfOf) {}
    }

    /** Joins the caller's transaction. Keeps what shows that a guarded key is needed, and has people told; the matches of retirements are handed back. */
    public List<Match> keep(List<Match> matches) {
        var guards = among(matches);
        if (guards.isEmpty()) {
            return matches;
        }
        matches.stream()
                .filter(match -> guards.contains(match.retirementId()))
                .filter(match -> match.record().kind() == WatchRecord.Kind.SIGHTING)
                .filter(this::isNew)
                .forEach(this::tell);
        return matches.stream()
                .filter(match -> !guards.contains(match.retirementId()))
                .toList();
    }

    @Transactional
    List<Need> of(Guard guard) {
        List<?> rows = database.createNativeQuery(OF)
                .setParameter("guard", guard.id())
                .setParameter("most", MOST)
                .getResultList();
        return rows.stream().map(row -> (Object[]) row).map(GuardRecords::need).toList();
    }

    private Set<UUID> among(List<Match> matches) {
        var ids = matches.stream().map(Match::retirementId).distinct().toList();
        if (ids.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(database.unwrap(Session.class)
                .createNativeQuery(AMONG, UUID.class)
                .setParameterList("ids", ids)
                .getResultList());
    }

    private boolean isNew(Match match) {
        var record = match.record();
        var event = record.event();
        return database.createNativeQuery(KEEP)
                        .setParameter("id", clocks.ids().next())
                        .setParameter("guard", match.retirementId())
                        .setParameter("event", storable(event.id()))
                        .setParameter("identity", storable(event.identity()))
                        .setParameter("time", event.time())
                        .setParameter("operation", storable(event.operation()))
                        .setParameter(
                                "code",
                                event.failure()
                                        .map(failure -> storable(failure.code()))
                                        .orElse(null))
                        .setParameter("principal", storable(record.caller().principal()))
                        .setParameter(
                                "onBehalfOf",
                                record.caller()
                                        .onBehalfOf()
                                        .map(GuardRecords::storable)
                                        .orElse(null))
                        .setParameter("record", StorableText.of(record.text(), LONGEST_RECORD))
                        .setParameter("now", clocks.domain().now())
                        .executeUpdate()
                == 1;
    }

    /** Once a day: whoever needs the key mostly tries again and again. */
    private void tell(Match match) {
        var record = match.record();
        var keyArn = record.keyArn();
        var day = record.event().time().truncatedTo(ChronoUnit.DAYS);
        notifier.tell(new Notification(
                Kind.GUARDED_KEY_NEEDED,
                new About(
                        "guard:" + match.retirementId(),
                        Optional.of(keyArn.accountId()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(keyArn.toString())),
                new Words(
                        "A key that others disabled is needed",
                        record.caller().principal() + " called "
                                + record.event().operation() + " on " + keyArn + " at "
                                + record.event().time()
                                + record.caller()
                                        .onBehalfOf()
                                        .map(whom -> " on behalf of " + whom)
                                        .orElse("")
                                + " and was refused. Nothing was done to the key.",
                        Optional.of(
                                "Ask whoever disabled or scheduled it; EnableKey or CancelKeyDeletion brings it back.")),
                new Once(
                        "guard:" + match.retirementId() + ":" + day,
                        record.event().time())));
    }

    private static Need need(Object[] row) {
        return new Need(
                (String) row[0],
                (Instant) row[1],
                (String) row[2],
                Optional.ofNullable((String) row[3]),
                new Need.By((String) row[4], Optional.ofNullable((String) row[5])),
                (String) row[6]);
    }

    private static String storable(String text) {
        return StorableText.of(text, LONGEST);
    }
}
