package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Whose turn it is to ask in a place, over all replicas. */
@ApplicationScoped
class AskingTurns {
    private static final Logger LOG = Logger.getLogger(AskingTurns.class);

    private static final String TAKE = """
            insert into last_use_turn as turn (account_id, region, work, next_at)
            values (:account, :region, :work, clock_timestamp() + make_interval(secs => :every))
            on conflict (account_id, region, work) do update set next_at = excluded.next_at
                where turn.next_at <= clock_timestamp()
            """;

    private static final String REST = """
            update last_use_turn set next_at = clock_timestamp() + interval '1 hour'
            where account_id = :account and region = :region and work = :work
            """;

    private final EntityManager database;
    private final UseSettings settings;

    AskingTurns(EntityManager database, UseSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** What there is to ask for, the most urgent first. */
    enum Work {
        /** The record behind a last use. */
        RECORDS,
        /** What is listed under a key, where KMS does not tell of its last use. */
        LISTING,
        /** The history as a whole, for the same. */
        HISTORY,
        /** Who made a key of which no tag says whose it is. */
        CREATORS
    }

    /** False while it is somebody else's, or nobody's yet. */
    @Transactional
    boolean take(Place place, Work work) {
        return database.createNativeQuery(TAKE)
                        .setParameter("account", place.accountId())
                        .setParameter("region", place.region())
                        .setParameter("work", work.name())
                        .setParameter("every", settings.every().toMillis() / 1000.0)
                        .executeUpdate()
                == 1;
    }

    /** Whoever was refused asks again only after a while. */
    @Transactional
    void failed(Place place, Work work, Reading.Unreadable<?> failed) {
        LOG.debugf("place=%s work=%s is not done now: %s %s", place, work, failed.code(), failed.message());
        if (failed.denied()) {
            database.createNativeQuery(REST)
                    .setParameter("account", place.accountId())
                    .setParameter("region", place.region())
                    .setParameter("work", work.name())
                    .executeUpdate();
        }
    }
}
