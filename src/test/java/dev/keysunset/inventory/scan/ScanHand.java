package dev.keysunset.inventory.scan;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/** Takes the steps that a service without ticks would take. */
@NullMarked
@Singleton
public class ScanHand {
    private final ScanTick tick;
    private final ScanLedger ledger;
    private final PlaceScanning places;
    private final EntityManager database;

    ScanHand(ScanTick tick, ScanLedger ledger, PlaceScanning places, EntityManager database) {
        this.tick = tick;
        this.ledger = ledger;
        this.places = places;
        this.database = database;
    }

    /** Nothing was ever scanned. */
    public void forget() {
        sql("truncate inventory_key, inventory_alias, inventory_usage, inventory_change, inventory_scan cascade");
    }

    /** A whole scan, asked for by a person. */
    public JsonPath scan() {
        var location = request();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    tick.look();
                    return read(location).getString("status").equals("FINISHED");
                });
        return read(location);
    }

    String request() {
        return as("submitter")
                .post(ScansResource.PATH)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    JsonPath read(String location) {
        return as("viewer").get(location).then().statusCode(200).extract().jsonPath();
    }

    /** Scans one place until {@code stopping}, and says under which claim. */
    ScanClaim scan(String account, String region, BooleanSupplier stopping) {
        var claims = ledger.claim(100);
        var claim = claims.stream()
                .filter(claimed -> claimed.place().accountId().equals(account)
                        && claimed.place().region().equals(region))
                .findFirst()
                .orElseThrow();
        claims.stream()
                .filter(other -> !other.equals(claim))
                .forEach(other -> ledger.release(other, other.at(), Duration.ofHours(1)));
        places.run(claim, stopping);
        return claim;
    }

    /** The others are due again. */
    void due() {
        sql("update inventory_scan_place set due_at = clock_timestamp()");
    }

    void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }

    Object value(String query) {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery(query).getSingleResult());
    }
}
