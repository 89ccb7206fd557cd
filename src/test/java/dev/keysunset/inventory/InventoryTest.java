package dev.keysunset.inventory;

import static dev.keysunset.inventory.InventoryWorld.NOW;
import static dev.keysunset.inventory.InventoryWorld.OTHER_PLACE;
import static dev.keysunset.inventory.InventoryWorld.PLACE;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Usage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading the accounts and asking for what was read, over HTTP and against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class InventoryTest {
    private static final String KEYS = "/api/v1/keys";
    private static final String SCANS = "/api/v1/inventory/scans";

    @Inject
    KeyShelf shelf;

    @Inject
    ScanTick tick;

    @Inject
    Scans scans;

    @Inject
    InventoryKeys inventory;

    @BeforeEach
    void clear() {
        shelf.clear();
        QuarkusTransaction.requiringNew().run(() -> {
            inventory.deleteAll();
            scans.getEntityManager()
                    .createNativeQuery("delete from inventory_scan")
                    .executeUpdate();
        });
    }

    @Test
    void findsWhatIsIdleAndNeverWhatIsUnknown() {
        var idle = shelf.put(PLACE, "alias/idle", usedBefore(Duration.ofDays(120)));
        shelf.put(PLACE, "alias/busy", usedBefore(Duration.ofDays(3)));
        var never = shelf.put(OTHER_PLACE, "alias/never", new Usage.NeverUsed(KeyShelf.CREATED));
        var unknown = shelf.put(OTHER_PLACE, "alias/unknown", new Usage.Unreadable("AccessDeniedException", "no"));
        tick.look();

        for (var form : new String[] {"90d", "P90D", "PT2160H"}) {
            as("viewer")
                    .queryParam("idleFor", form)
                    .get(KEYS)
                    .then()
                    .statusCode(200)
                    .body("items.keyArn", containsInAnyOrder(idle.toString(), never.toString()));
        }
        as("viewer")
                .queryParam("idleFor", "0d")
                .get(KEYS)
                .then()
                .body("items.keyArn", not(hasItem(unknown.toString())));
        as("viewer")
                .queryParam("usage", "UNREADABLE")
                .get(KEYS)
                .then()
                .body("items.keyArn", containsInAnyOrder(unknown.toString()))
                .body("items[0].usage.idleSince", nullValue())
                .body("items[0].unreadable[0].code", equalTo("AccessDeniedException"));
    }

    @Test
    void readsTheOthersWhenOneKeyAndOnePlaceCannotBeRead() {
        shelf.put(OTHER_PLACE, "alias/out-of-reach", new Usage.NeverUsed(KeyShelf.CREATED));
        var denied = shelf.put(PLACE, "alias/denied", new Usage.NeverUsed(KeyShelf.CREATED));
        shelf.put(PLACE, "alias/fine", new Usage.NeverUsed(KeyShelf.CREATED));
        shelf.deny(denied);
        shelf.close(OTHER_PLACE);

        var location =
                as("submitter").post(SCANS).then().statusCode(202).extract().header("Location");
        tick.look();

        as("viewer")
                .get(location)
                .then()
                .body("status", equalTo("FINISHED"))
                .body("result.keysRead", equalTo(2))
                .body("result.keysUnreadable", equalTo(1))
                .body("result.unreadable[0].call", containsString(OTHER_PLACE.toString()));
        as("viewer")
                .get(one(denied))
                .then()
                .body("usage.answer", equalTo("UNREADABLE"))
                .body("keyState", nullValue())
                .body("aliases", hasItem("alias/denied"));
        as("viewer").queryParam("state", "Enabled").get(KEYS).then().body("items", hasSize(1));
    }

    @Test
    void marksAsGoneWhatACompleteListingDoesNotName() {
        var gone = shelf.put(PLACE, "alias/gone", new Usage.NeverUsed(KeyShelf.CREATED));
        tick.look();
        QuarkusTransaction.requiringNew().run(() -> inventory.update("readAt = ?1", NOW.minusSeconds(60)));
        shelf.remove(gone);

        shelf.close(PLACE);
        scanAgain();
        as("viewer").get(one(gone)).then().statusCode(200).body("goneAt", nullValue());

        shelf.clear();
        scanAgain();
        as("viewer").get(one(gone)).then().statusCode(200).body("goneAt", notNullValue());
        as("viewer").get(KEYS).then().body("items", hasSize(0));
    }

    @Test
    void findsByAliasLiterallyAndWalksPageByPage() {
        shelf.put(PLACE, "alias/first_key", new Usage.NeverUsed(KeyShelf.CREATED));
        shelf.put(PLACE, "alias/firstXkey", new Usage.NeverUsed(KeyShelf.CREATED));
        tick.look();

        as("viewer").queryParam("q", "FIRST_KEY").get(KEYS).then().body("items", hasSize(1));
        as("viewer").queryParam("q", "100%").get(KEYS).then().body("items", hasSize(2));
        var first = as("viewer").queryParam("limit", 1).get(KEYS);
        var second = as("viewer")
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get(KEYS);
        second.then().body("items", hasSize(1)).body("nextCursor", nullValue());
        assertThat(second.<String>path("items[0].keyArn")).isNotEqualTo(first.<String>path("items[0].keyArn"));
    }

    @Test
    void makesOneScanAtATimeAndTakesOverWhatAReplicaLeft() {
        var first = scans.request("submitter");
        assertThat(scans.request("oncall").id()).isEqualTo(first.id());

        var abandoned = scans.claim().orElseThrow();
        assertThat(scans.claim()).isEmpty();
        QuarkusTransaction.requiringNew()
                .run(() -> scans.getEntityManager()
                        .createNativeQuery(
                                "update inventory_scan set leased_until = clock_timestamp() - interval '1 second'")
                        .executeUpdate());
        assertThat(scans.renew(abandoned)).isFalse();

        tick.look();
        assertThat(scans.named(first.id()).orElseThrow().status()).isEqualTo(Scan.Status.FINISHED);
    }

    @Test
    void answersForAKeyItDoesNotKnow() {
        as("viewer")
                .get(KEYS + "/111122223333/us-east-1/nosuch")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private void scanAgain() {
        scans.request("submitter");
        tick.look();
    }

    private static String one(KeyArn keyArn) {
        return KEYS + "/" + keyArn.accountId() + "/" + keyArn.region() + "/" + keyArn.keyId();
    }

    private static Usage usedBefore(Duration ago) {
        return new Usage.Used(NOW.minus(ago), "Decrypt", Optional.empty());
    }
}
