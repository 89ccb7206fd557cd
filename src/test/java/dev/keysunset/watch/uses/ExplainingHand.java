package dev.keysunset.watch.uses;

import dev.keysunset.core.KeyArn;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.NullMarked;

/** Takes the steps that a service without ticks would take. */
@NullMarked
@Singleton
public class ExplainingHand {
    private final ExplainingTick tick;
    private final UseMetrics metrics;
    private final EntityManager database;

    ExplainingHand(ExplainingTick tick, UseMetrics metrics, EntityManager database) {
        this.tick = tick;
        this.metrics = metrics;
        this.database = database;
    }

    /** Every place has its turn. */
    public void explain() {
        sql("update last_use_turn set next_at = clock_timestamp()");
        tick.look();
    }

    /** As often as a replica may look, without anybody's turn having come. */
    public void look() {
        tick.look();
    }

    /** What is measured is looked at anew. */
    public void measure() {
        metrics.refresh();
    }

    /** AWS takes none of its tokens any more; how many readings are under way with one. */
    public int spoilTokens() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(
                                "update use_search_pass set token = '0 spoilt' where token is not null")
                        .executeUpdate());
    }

    /** The inventory has these alone, whatever else former tests left in KMS. */
    public void knowOnly(KeyArn... keys) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.unwrap(Session.class)
                        .createNativeMutationQuery("delete from inventory_key where key_arn not in (:arns)")
                        .setParameterList(
                                "arns", Stream.of(keys).map(KeyArn::toString).toList())
                        .executeUpdate());
    }

    public void forget() {
        sql("truncate last_use, last_use_turn, use_search, use_search_pass, key_creator");
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
