package dev.keysunset.watch.archive;

import dev.keysunset.core.Place;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.NullMarked;

/** Takes the steps that a service without ticks would take. */
@NullMarked
@Singleton
public class ArchiveHand {
    private final ArchiveTick tick;
    private final QueryStore queries;
    private final EntityManager database;

    ArchiveHand(ArchiveTick tick, QueryStore queries, EntityManager database) {
        this.tick = tick;
        this.queries = queries;
        this.database = database;
    }

    /** Every place has its turn. */
    public void step() {
        sql("update archive_place set next_at = clock_timestamp()");
        tick.look();
    }

    /** As often as a replica may look, without anybody's turn having come. */
    public void look() {
        tick.look();
    }

    /** What AWS answered was not written down before the crash. */
    public void forgetExecution() {
        sql("update archive_place set execution_id = null");
    }

    /** Of the one query that is under way. */
    public String executionId() {
        return QuarkusTransaction.requiringNew().call(() -> (String)
                database.createNativeQuery("select execution_id from archive_place where execution_id is not null")
                        .getSingleResult());
    }

    /** Nobody waits so long. */
    public void outwait() {
        sql("update archive_place set begun_at = begun_at - interval '41 minutes' where token is not null");
    }

    public boolean underWay(Place place) {
        return queries.underWay(place).isPresent();
    }

    public void forget() {
        sql("truncate archive_search, archive_use, archive_use_day, archive_day, archive_place, archive_creation");
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
