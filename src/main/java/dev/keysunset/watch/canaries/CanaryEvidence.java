package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.FeedReport.CanaryClass;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.core.WatchFacts.UsableKey;
import dev.keysunset.engine.Clocks;
import dev.keysunset.watch.records.CanaryEcho;
import dev.keysunset.watch.records.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Which canaries came back through which feed, and what they say. Joins the caller's transaction. */
@ApplicationScoped
public class CanaryEvidence {
    private static final Logger LOG = Logger.getLogger(CanaryEvidence.class);

    private static final int LONGEST_ID = 256;

    /**
     * A record is a canary's if AWS's request id says so or, where no answer told us that id, the name of its session and its key.
     * One that was denied, or never sent, has no record that proves anything.
     */
    private static final String RECEIVE = """
            insert into canary_reception (canary_id, feed_id, configuration_hash, event_id, event_time, received_at)
            select c.id, :feed, :hash, :event, :time, :now
            from canary c left join canary_outcome o on o.canary_id = c.id
            where c.id = :canary and c.key_arn = :key
                and (o.kind is null or o.kind = 'UNANSWERED' or (o.kind = 'FAILED' and o.request_id = :request))
            on conflict do nothing
            """;

    private static final String SURPRISE = """
            insert into canary_surprise (canary_id, event_id, event_time)
            select c.id, :event, :time from canary c left join canary_outcome o on o.canary_id = c.id
            where c.id = :canary and (o.kind is null or o.kind = 'UNANSWERED')
            on conflict do nothing
            """;

    private static final String RECEIVED = """
            select k, r.eventTime from CanaryReceptionRow r
            join CanaryRow c on c.id = r.key.canaryId join CanaryClassRow k on k.id = c.classId
            where r.key.feedId = :feed and r.key.configurationHash = :hash and r.eventTime >= :since
            order by r.eventTime
            """;

    private static final String SUCCEEDED = """
            select c.retirementId, c.keyArn, coalesce(s.eventTime, o.at) from CanaryRow c
            left join CanaryOutcomeRow o on o.canaryId = c.id left join CanarySurpriseRow s on s.canaryId = c.id
            where c.retirementId in :retirements and (o.kind = :succeeded or s.canaryId is not null)
            order by c.intendedAt
            """;

    /** The latest canary that has had the time to come back. */
    private static final String LATEST = """
            select c from CanaryRow c join CanaryOutcomeRow o on o.canaryId = c.id
            where c.classId = :classId and o.kind = :failed and c.intendedAt < :due
            order by c.intendedAt desc limit 1
            """;

    private final EntityManager database;
    private final CanaryClassRows classes;
    private final Surprises surprises;
    private final Clocks clocks;
    private final Tempo tempo;

    CanaryEvidence(EntityManager database, CanaryClassRows classes, Surprises surprises, Clocks clocks, Tempo tempo) {
        this.database = database;
        this.classes = classes;
        this.surprises = surprises;
        this.clocks = clocks;
        this.tempo = tempo;
    }

    /** Keeps what a poll of a feed brought. */
    public void receive(UUID feedId, String configurationHash, Collection<CanaryEcho> echoes) {
        surprise(echoes);
        echoes.stream()
                .filter(echo -> !echo.succeeded())
                .forEach(echo -> echo.keyArn()
                        .ifPresent(keyArn -> database.createNativeQuery(RECEIVE)
                                .setParameter("feed", feedId)
                                .setParameter("hash", configurationHash)
                                .setParameter(
                                        "event", StorableText.of(echo.event().id(), LONGEST_ID))
                                .setParameter("time", echo.event().time())
                                .setParameter("now", clocks.domain().now())
                                .setParameter("canary", echo.canaryId())
                                .setParameter("key", keyArn.toString())
                                .setParameter("request", echo.requestId())
                                .executeUpdate()));
    }

    /** Keeps what tells that a key was not disabled when its canary was called. */
    public void surprise(Collection<CanaryEcho> echoes) {
        echoes.stream().filter(CanaryEcho::succeeded).forEach(this::surprised);
    }

    /** The canaries that came back through a feed as it is configured now, oldest first. */
    public List<CanaryClass> received(UUID feedId, String configurationHash, Instant since) {
        var times = new TreeMap<CallClass, List<Instant>>();
        database.createQuery(RECEIVED, Object[].class)
                .setParameter("feed", feedId)
                .setParameter("hash", configurationHash)
                .setParameter("since", since)
                .getResultList()
                .forEach(found -> times.computeIfAbsent(((CanaryClassRow) found[0]).calls(), _ -> new ArrayList<>())
                        .add((Instant) found[1]));
        return times.entrySet().stream()
                .map(entry ->
                        new CanaryClass(entry.getKey().place(), entry.getKey().keyUsage(), entry.getValue()))
                .toList();
    }

    /** When canaries on members of these retirements succeeded; those on which none did are left out. */
    public Map<UUID, List<UsableKey>> usable(Collection<UUID> retirementIds) {
        return database.createQuery(SUCCEEDED, Object[].class)
                .setParameter("retirements", retirementIds)
                .setParameter("succeeded", CanaryOutcomeRow.Kind.SUCCEEDED)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        found -> (UUID) found[0],
                        Collectors.mapping(
                                found -> new UsableKey(KeyArn.of((String) found[1]), (Instant) found[2]),
                                Collectors.toList())));
    }

    public CanaryReport report(CallClass calls) {
        var row = classes.of(calls);
        return new CanaryReport(
                calls.place(),
                calls.keyUsage(),
                row.flatMap(found -> Optional.ofNullable(found.lastCalledAt)),
                row.flatMap(found -> found.trouble().or(() -> lost(found.id, calls.place()))));
    }

    /** Called, refused as it must be, and not seen since by any feed: the worst of all, for the polls succeed. */
    private Optional<Trouble> lost(UUID classId, Place place) {
        var due = clocks.domain().now().minus(tempo.listening().tolerance());
        return database.createQuery(LATEST, CanaryRow.class)
                .setParameter("classId", classId)
                .setParameter("failed", CanaryOutcomeRow.Kind.FAILED)
                .setParameter("due", due)
                .getResultStream()
                .filter(canary -> database.createQuery(
                                        "select count(r) from CanaryReceptionRow r where r.key.canaryId = :canary",
                                        Long.class)
                                .setParameter("canary", canary.id)
                                .getSingleResult()
                        == 0)
                .findFirst()
                .map(canary -> new Trouble(
                        "the canary of " + canary.intendedAt + " was called and has not come back by any feed",
                        "Find out why records of " + place + " do not reach the feed: is the trail logging, does it"
                                + " include KMS and reading calls, does it deliver where the feed reads?"));
    }

    private void surprised(CanaryEcho echo) {
        var learned = database.createNativeQuery(SURPRISE)
                .setParameter("event", StorableText.of(echo.event().id(), LONGEST_ID))
                .setParameter("time", echo.event().time())
                .setParameter("canary", echo.canaryId())
                .executeUpdate();
        if (learned == 1) {
            var canary = database.find(CanaryRow.class, echo.canaryId());
            LOG.errorf(
                    "canary=%s key=%s succeeded at %s, as its record tells: the key is not disabled",
                    echo.canaryId(), canary.keyArn, echo.event().time());
            surprises.sprung(canary.canary(), echo.event().time());
        }
    }
}
