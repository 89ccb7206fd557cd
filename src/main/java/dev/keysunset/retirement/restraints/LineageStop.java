package dev.keysunset.retirement.restraints;

import dev.keysunset.retirement.timeline.Timeline;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Stops everything dangerous when the database was restored or failed over: effects, sightings and withdrawn approvals may be
 * missing from it, and nothing in it tells. People compare with AWS, then release the stop.
 */
@ApplicationScoped
class LineageStop implements Tripwire {
    private static final Logger LOG = Logger.getLogger(LineageStop.class);

    /** The first eight digits of a WAL file's name are the timeline: told at once, unlike that of the last checkpoint. */
    static final String CURRENT = """
            select cast(system_identifier as text) as system,
                cast(cast('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as bit(32)) as integer) as timeline
            from pg_control_system()
            """;

    private static final String KNOWN =
            "select system_identifier as system, timeline_id as timeline from lineage order by seq desc limit 1";

    private static final String LOCK = "lock table lineage in share row exclusive mode";

    private static final String KEEP =
            "insert into lineage (system_identifier, timeline_id) values (:system, :timeline)";

    private final EntityManager database;
    private final Stops stops;
    private volatile boolean told = true;

    LineageStop(EntityManager database, Stops stops) {
        this.database = database;
        this.stops = stops;
    }

    /** A database that does not tell its lineage cannot be asked inside the transactions of others: they would fail of it. */
    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) {
        try {
            check();
        } catch (PersistenceException e) {
            told = false;
            LOG.warnf(
                    "the database does not tell its system identifier and timeline, so a restored one is not noticed: stop by"
                            + " hand before you restore or fail over (%s)",
                    e.getMessage());
        }
    }

    /** Joins a transaction that is about to judge what holds dangerous effects back. */
    @Transactional
    @Override
    public void check() {
        if (!told) {
            return;
        }
        var current = lineage(CURRENT).orElseThrow();
        if (isNews(current, lineage(KNOWN))) {
            database.createNativeQuery(LOCK).executeUpdate();
            // Another replica may have noticed while this one waited.
            var known = lineage(KNOWN);
            if (isNews(current, known)) {
                keep(current);
                known.ifPresent(before -> stop(current, before));
            }
        }
    }

    private static boolean isNews(Lineage current, Optional<Lineage> known) {
        return known.map(current::mayHaveLost).orElse(true);
    }

    private void keep(Lineage current) {
        database.createNativeQuery(KEEP)
                .setParameter("system", current.systemIdentifier())
                .setParameter("timeline", current.timelineId())
                .executeUpdate();
    }

    private void stop(Lineage current, Lineage before) {
        var reason = "The database is " + current + ", and was " + before
                + ": it was restored or failed over, and what was committed last may be lost. Compare with AWS as the"
                + " operations guide says, then release the stop.";
        stops.stop(Optional.empty(), Timeline.KEYSUNSET, reason);
        LOG.errorf("stopped: %s", reason);
    }

    private Optional<Lineage> lineage(String statement) {
        return database.unwrap(Session.class)
                .createNativeQuery(statement, Tuple.class)
                .getResultStream()
                .map(row -> new Lineage(row.get("system", String.class), row.get("timeline", Integer.class)))
                .findFirst();
    }
}
