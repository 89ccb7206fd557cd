package dev.keysunset.inventory;

import static dev.keysunset.inventory.InventoryWorld.NOW;
import static dev.keysunset.inventory.InventoryWorld.OTHER_PLACE;
import static dev.keysunset.inventory.InventoryWorld.PLACE;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.inventory.money.SavingsSums;
import dev.keysunset.inventory.scan.ScanHand;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What keys cost, whose they are, and what their retirement saves, over HTTP and against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class MoneyTest {
    private static final String KEYS = "/api/v1/keys";
    private static final String SAVINGS = "/api/v1/savings";

    @Inject
    KeyShelf shelf;

    @Inject
    ScanHand hand;

    @Inject
    SavingsSums sums;

    @Inject
    EntityManager database;

    @BeforeEach
    void clear() {
        shelf.clear();
        sql("update retirement set live = false, state = 'CANCELLED', because = 'CANCELLED'");
        sql("update retirement_member set live = false");
        sql("delete from inventory_key");
        sql("delete from inventory_scan");
        sql("delete from savings_line");
    }

    @Test
    void costsWhatThePriceListSays() {
        var plain = put(PLACE, 100);
        var rotated = put(PLACE, 100);
        shelf.rotate(rotated, Reading.read(5));
        var managed = put(PLACE, 100);
        shelf.describeAs(managed, KeyState.ENABLED, Owner.AWS, "AWS_KMS");
        var leaving = put(PLACE, 100);
        shelf.describeAs(leaving, KeyState.PENDING_DELETION, Owner.CUSTOMER, "AWS_KMS");
        var dark = put(PLACE, 100);
        shelf.rotate(dark, new Reading.Unreadable<>("kms:ListKeyRotations", "AccessDeniedException", "no"));
        var unseen = put(PLACE, 100);
        shelf.deny(unseen);
        hand.scan();

        key(plain).body("cost.monthly", equalTo(1.0f)).body("cost.rotationsKept", equalTo(0));
        key(rotated).body("cost.monthly", equalTo(3.0f)).body("cost.rotationsKept", equalTo(5));
        key(managed).body("cost.monthly", equalTo(0.0f)).body("cost.whenKept", equalTo(0.0f));
        key(leaving).body("cost.monthly", equalTo(0.0f)).body("cost.whenKept", equalTo(1.0f));
        key(dark)
                .body("cost.monthly", equalTo(1.0f))
                .body("cost.rotationsKept", nullValue())
                .body("rotationsUnreadable", containsString("AccessDeniedException"));
        key(unseen).body("cost", nullValue());
    }

    @Test
    void namesTheOwnerThatATagNames() {
        var owned = put(PLACE, 100);
        shelf.tag(owned, Map.of("Team", "ledger", "OWNER", " ann\n<b>=1+1 "));
        var nobodys = put(PLACE, 100);
        shelf.tag(nobodys, Map.of("stage", "prod", "owner", " "));
        hand.scan();

        key(owned).body("owner.name", equalTo("ann <b>=1+1")).body("owner.source", equalTo("TAG"));
        key(nobodys).body("owner", nullValue());
        as("viewer")
                .queryParam("owner", "ann <b>=1+1")
                .get(KEYS)
                .then()
                .body("items.keyArn", equalTo(List.of(owned.toString())));
    }

    @ParameterizedTest
    @EnumSource(KeyOrder.class)
    void walksEveryOrderPageByPageToTheEnd(KeyOrder order) {
        var expected = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            var key = put(i % 2 == 0 ? PLACE : OTHER_PLACE, 10 * i);
            shelf.rotate(key, Reading.read(i % 3));
            shelf.tag(key, i % 3 == 0 ? Map.of() : Map.of("owner", "team-" + i % 3));
            expected.add(key.toString());
        }
        shelf.deny(KeyArn.of(expected.getLast()));
        hand.scan();

        var walked = new ArrayList<String>();
        var cursor = Optional.<String>empty();
        do {
            var request = as("viewer").queryParam("sort", order).queryParam("limit", 2);
            cursor.ifPresent(text -> request.queryParam("cursor", text));
            var page = request.get(KEYS);
            walked.addAll(page.<List<String>>path("items.keyArn"));
            cursor = Optional.ofNullable(page.path("nextCursor"));
        } while (cursor.isPresent());

        assertThat(walked).containsExactlyInAnyOrderElementsOf(expected);
        switch (order) {
            case KEY_ARN -> assertThat(walked).isSorted();
            case OWNER ->
                assertThat(walked.subList(5, 7))
                        .allSatisfy(arn -> key(KeyArn.of(arn)).body("owner", nullValue()));
            case IDLENESS -> {
                assertThat(walked.getFirst()).isEqualTo(expected.get(5));
                assertThat(walked.getLast()).as("unknown").isEqualTo(expected.getLast());
            }
            case COST -> {
                assertThat(walked.subList(0, 2)).containsExactlyInAnyOrder(expected.get(2), expected.get(5));
                assertThat(walked.getLast()).as("unknown").isEqualTo(expected.getLast());
            }
            case AGE -> assertThat(walked.getLast()).as("unknown").isEqualTo(expected.getLast());
        }
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        put(PLACE, 1);
        put(PLACE, 2);
        hand.scan();
        var cursor = as("viewer")
                .queryParam("sort", "COST")
                .queryParam("limit", 1)
                .get(KEYS)
                .<String>path("nextCursor");
        as("viewer")
                .queryParam("sort", "AGE")
                .queryParam("cursor", cursor)
                .get(KEYS)
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
    }

    @Test
    void addsUpWhatRetirementsSave() {
        var deleted = put(PLACE, 200);
        var pending = put(PLACE, 200);
        shelf.rotate(pending, Reading.read(1));
        shelf.describeAs(pending, KeyState.PENDING_DELETION, Owner.CUSTOMER, "AWS_KMS");
        var possible = put(OTHER_PLACE, 100);
        shelf.tag(possible, Map.of("owner", "ledger"));
        put(PLACE, 10);
        var neededAfterAll = put(PLACE, 200);
        var dark = put(PLACE, 200);
        shelf.rotate(dark, new Reading.Unreadable<>("kms:ListKeyRotations", "AccessDeniedException", "no"));
        var unknown = shelf.put(PLACE, "alias/x", new Usage.Unreadable("AccessDeniedException", "no"));
        var managed = put(PLACE, 200);
        shelf.describeAs(managed, KeyState.ENABLED, Owner.AWS, "AWS_KMS");
        hand.scan();
        sql("update inventory_key set gone_at = now() where key_arn = '" + deleted + "'");
        retirement(deleted, "DELETED", false);
        retirement(pending, "PENDING_DELETION", true);
        retirement(neededAfterAll, "ROLLED_BACK", true);
        var elsewhere = new KeyArn("aws", "us-east-1", "111122223333", "never-scanned");
        retirement(elsewhere, "DELETED", false);

        var savings = as("viewer").get(SAVINGS).then().statusCode(200);
        savings.body("prices.currency", equalTo("USD"))
                .body("prices.asOf", equalTo("2026-03-14"))
                .body("idleFor", equalTo("PT2160H"))
                .body("total.realised.keys", equalTo(2))
                .body("total.realised.monthly", equalTo(1.0f))
                .body("total.realised.atLeast", equalTo(1))
                .body("total.pending.keys", equalTo(1))
                .body("total.pending.monthly", equalTo(2.0f))
                .body("total.possible.keys", equalTo(2))
                .body("total.possible.monthly", equalTo(2.0f))
                .body("total.possible.atLeast", equalTo(1))
                .body("total.unknown.keys", equalTo(1))
                .body("accounts", hasSize(2))
                .body("accounts[0].accountId", equalTo(PLACE.accountId()))
                .body("accounts[0].sums.possible.keys", equalTo(1))
                .body("accounts[1].sums.possible.keys", equalTo(1))
                .body("owners.owner", contains("billing", "ledger", null))
                .body("owners.find { it.owner == 'ledger' }.sums.possible.monthly", equalTo(1.0f));
        key(unknown).body("usage.answer", equalTo("UNREADABLE"));
        as("viewer").queryParam("idleFor", "150d").get(SAVINGS).then().body("total.possible.keys", equalTo(1));
    }

    @Test
    void saysAsOfWhenSavingsWereAddedUp() {
        var key = put(PLACE, 200);
        hand.scan();
        var before = addedUp().body("total.possible.keys", equalTo(1)).extract().<String>path("addedUpAt");
        retirement(key, "SUBMITTED", true);

        addedUp().body("total.pending.keys", equalTo(0)).body("addedUpAt", equalTo(before));
        sums.refresh();
        addedUp().body("total.pending.keys", equalTo(1)).body("total.possible.keys", equalTo(0));
        sql("update savings_line set added_up_at = added_up_at - interval '1 hour', keys = 7");
        addedUp().body("total.pending.keys", equalTo(1)).body("addedUpAt", equalTo(before));
    }

    private static ValidatableResponse addedUp() {
        return as("viewer").get(SAVINGS).then().statusCode(200);
    }

    @Test
    void readsAPageOfAnyOrderFromItsIndexAndNothingElse() {
        sql("""
                insert into inventory_key (key_arn, account_id, region, key_id, key_state, manager, creation_date, usage,
                    idle_since, search, read_at, usage_read_at, first_seen_at, family_key, owner, owner_source, rotations_kept, price)
                select 'arn:aws:kms:us-east-1:111122223333:key/' || n, '111122223333', 'us-east-1', n, 'ENABLED', 'CUSTOMER',
                    now() - n * interval '1 minute', 'USED', now() - n * interval '1 minute', '', now(), now(), now(), n, 'team-' || n % 50,
                    'TAG', n % 4, 1 + n % 4
                from generate_series(1, 20000) n
                """);
        sql("analyze inventory_key");
        for (var order : Map.of(
                        "idle_rank", "> (now(), 'x')",
                        "created_rank", "> (now(), 'x')",
                        "owner_rank", "> ('0team-3', 'x')",
                        "cost_rank", "< (2, 'x')")
                .entrySet()) {
            var way = order.getValue().startsWith("<") ? " desc" : "";
            var plan = QuarkusTransaction.requiringNew()
                    .call(() -> String.join(
                            "\n",
                            database.unwrap(Session.class)
                                    .createNativeQuery(
                                            "explain select * from inventory_key where gone_at is null and ("
                                                    + order.getKey()
                                                    + ", key_arn) " + order.getValue() + " order by " + order.getKey()
                                                    + way
                                                    + ", key_arn" + way + " limit 51",
                                            String.class)
                                    .getResultList()));
            assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan").doesNotContain("Sort");
        }
    }

    private KeyArn put(Place place, int daysIdle) {
        return shelf.put(
                place, "alias/key", new Usage.Used(NOW.minus(Duration.ofDays(daysIdle)), "Decrypt", Optional.empty()));
    }

    private static ValidatableResponse key(KeyArn keyArn) {
        return as("viewer")
                .get(KEYS + "/" + keyArn.accountId() + "/" + keyArn.region() + "/" + keyArn.keyId())
                .then()
                .statusCode(200);
    }

    private void retirement(KeyArn keyArn, String state, boolean live) {
        var id = UUID.randomUUID();
        sql("""
                insert into retirement (id, account_id, family_key, live, policy_name, policy_version, reason, submitted_by,
                    submitted_at, state, state_since, watched_since, window_opens_at, window_closes_at, because,
                    deletion_confirmed, version, urgency)
                values ('%s', '%s', '%s', %s, 'standard', 1, 'unused', 'sam', now(), '%s', now(), now(), now(),
                    now() + interval '1 day', 'SIGHTING', true, 1, 2)
                """.formatted(id, keyArn.accountId(), keyArn, live, state));
        sql("""
                insert into retirement_member (retirement_id, key_arn, account_id, region, role, found_state, key_state,
                    key_usage, live)
                values ('%s', '%s', '%s', '%s', 'SINGLE', 'Enabled', 'Disabled', 'ENCRYPT_DECRYPT', %s)
                """.formatted(id, keyArn, keyArn.accountId(), keyArn.region(), live));
    }

    private void sql(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(statement).executeUpdate());
    }
}
