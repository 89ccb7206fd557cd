package dev.keysunset.retirement.rollbacks;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Rehearsal;
import dev.keysunset.core.Rehearsal.Outcome;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RehearsalLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Rehearsals in PostgreSQL: the intent, committed before the call, and what came of it. */
@ApplicationScoped
class RehearsalStore implements RehearsalLedger {
    private static final String INTEND = """
            insert into rehearsal (id, account_id, region, key_arn, intended_at, intended_on)
            values (:id, :account, :region, :key, :now, :today)
            on conflict (account_id, region, intended_on) do nothing
            """;

    private static final String ANSWERED = """
            insert into rehearsal_outcome (rehearsal_id, kind, at, detail) values (:id, :kind, :now, :detail)
            """;

    private static final String LATEST = """
            select r.key_arn as key, o.kind as kind, o.at as at, coalesce(o.detail, '') as detail
            from rehearsal r join rehearsal_outcome o on o.rehearsal_id = r.id
            where r.account_id = :account and r.region = :region
            order by r.intended_on desc limit 1
            """;

    private enum Kind {
        LET_THROUGH,
        DENIED,
        INCONCLUSIVE
    }

    private final EntityManager database;
    private final DomainClock clock;

    RehearsalStore(EntityManager database, DomainClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional
    public boolean intend(UUID rehearsalId, KeyArn keyArn) {
        var now = clock.now();
        return database.createNativeQuery(INTEND)
                        .setParameter("id", rehearsalId)
                        .setParameter("account", keyArn.accountId())
                        .setParameter("region", keyArn.region())
                        .setParameter("key", keyArn.toString())
                        .setParameter("now", now)
                        .setParameter("today", now.atZone(ZoneOffset.UTC).toLocalDate())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional
    public void answered(UUID rehearsalId, Outcome outcome) {
        database.createNativeQuery(ANSWERED)
                .setParameter("id", rehearsalId)
                .setParameter("kind", kind(outcome).name())
                .setParameter("now", clock.now())
                .setParameter(
                        "detail",
                        switch (outcome) {
                            case Outcome.LetThrough() -> null;
                            case Outcome.Denied(var message) -> message;
                            case Outcome.Inconclusive(var because) -> because;
                        })
                .executeUpdate();
    }

    @Override
    @Transactional
    public Optional<Rehearsal> latest(Place place) {
        return database.unwrap(Session.class)
                .createNativeQuery(LATEST, Tuple.class)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .getResultStream()
                .map(RehearsalStore::rehearsal)
                .findFirst();
    }

    private static Kind kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.LetThrough() -> Kind.LET_THROUGH;
            case Outcome.Denied _ -> Kind.DENIED;
            case Outcome.Inconclusive _ -> Kind.INCONCLUSIVE;
        };
    }

    private static Rehearsal rehearsal(Tuple row) {
        var detail = row.get("detail", String.class);
        return new Rehearsal(
                KeyArn.of(row.get("key", String.class)),
                row.get("at", Instant.class),
                switch (Kind.valueOf(row.get("kind", String.class))) {
                    case LET_THROUGH -> new Outcome.LetThrough();
                    case DENIED -> new Outcome.Denied(detail);
                    case INCONCLUSIVE -> new Outcome.Inconclusive(detail);
                });
    }
}
