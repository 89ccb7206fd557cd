package dev.keysunset.inventory.scan;

import static dev.keysunset.inventory.ScanWorld.OTHER_PLACE;
import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.WITHOUT_ROLE;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.inventory.ScanWorld;
import dev.keysunset.standin.fault.FaultDetails;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fault.Target.Trait;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How places are scanned when something is in the way. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScanTest {
    private static final Place QUIET = new Place("444455556666", "us-east-1");
    private static final Place WIDE = new Place("444455556666", "eu-central-1");

    @Inject
    ScanHand hand;

    @Inject
    Scans scans;

    @Inject
    ScanLedger ledger;

    @Inject
    KeyQueue queue;

    @BeforeEach
    void forget() {
        hand.forget();
    }

    @AfterEach
    void endFaults() {
        RestAssured.given()
                .delete(standIn().endpoint() + "/_standin/faults")
                .then()
                .statusCode(200);
    }

    @Test
    void isAskedForOnThePageOfTheInventoryByWhoeverMay() {
        asked("viewer").statusCode(403);

        asked("submitter").statusCode(303).header("Location", endsWith("/keys?done=SCANNING"));
        as("viewer").get("/api/v1/inventory/scans").then().body("items.requestedBy", hasItem("submitter"));
    }

    private static ValidatableResponse asked(String person) {
        return as(person)
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .redirects()
                .follow(false)
                .post("/keys/scan")
                .then();
    }

    @Test
    void readsTheOthersWhenAKeyAnAccountAndARegionCannotBeRead() {
        // Older than the recording, however far the world's clock has been moved.
        var denied = put(plan(PLACE, "alias/denied").aged(Duration.ofDays(4000)));
        var fine = put(plan(PLACE, "alias/fine"));
        var off = put(plan(OTHER_PLACE, "alias/off"));
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action("DescribeKey").key(theirs(denied))));
        standIn()
                .addFault(FaultRule.of(FaultKind.OUTAGE, Target.ANY.with(Trait.REGION, OTHER_PLACE.region()))
                        .with(FaultDetails.NONE.code("UnrecognizedClientException")));
        RestAssured.given()
                .queryParam("account", WITHOUT_ROLE.accountId())
                .queryParam("name", "KeysunsetMember")
                .delete(standIn().endpoint() + "/_standin/roles")
                .then()
                .statusCode(200);
        var scan = hand.scan();

        assertThat(failures(scan, WITHOUT_ROLE)).isNotEmpty();
        assertThat(failures(scan, OTHER_PLACE)).contains("UnrecognizedClientException");
        assertThat(failures(scan, PLACE)).containsExactly("AccessDeniedException");
        assertThat(place(scan, PLACE, "failures[0].keys", Integer.class)).isEqualTo(1);
        assertThat(place(scan, PLACE, "failures[0].example", String.class)).isEqualTo(denied.toString());
        assertThat(place(scan, OTHER_PLACE, "keys.listed", Integer.class)).isZero();

        as("viewer")
                .get(one(denied))
                .then()
                .body("keyState", nullValue())
                .body("usage.answer", equalTo("NOT_SINCE_TRACKING"))
                .body("aliases", hasItem("alias/denied"));
        as("viewer").get(one(fine)).then().body("keyState", equalTo("Enabled"));
        as("viewer").get(one(off)).then().statusCode(404);
    }

    @Test
    void goesOnAfterThrottlingInTheMiddleOfListsAndReadings() {
        var slow = put(plan(PLACE, "alias/slow").lastUsed(Duration.ofDays(50)));
        standIn().addFault(FaultRule.of(FaultKind.THROTTLE, "ListKeys").times(6));
        standIn().addFault(FaultRule.of(FaultKind.THROTTLE, "ListAliases").times(6));
        standIn()
                .addFault(FaultRule.of(
                                FaultKind.THROTTLE,
                                Target.action("GetKeyLastUsage").key(theirs(slow)))
                        .times(3));
        var scan = hand.scan();

        assertThat(failures(scan, PLACE)).isEmpty();
        as("viewer").get(one(slow)).then().body("usage.answer", equalTo("USED"));
    }

    @Test
    void givesAKeyUpThatIsThrottledForEverAndSaysSo() {
        var stuck = put(plan(PLACE, "alias/stuck").lastUsed(Duration.ofDays(50)));
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.THROTTLE, Target.action("GetKeyLastUsage").key(theirs(stuck))));
        var scan = hand.scan();

        assertThat(failures(scan, PLACE)).containsExactly("ThrottlingException");
        as("viewer").get(one(stuck)).then().body("usage.answer", equalTo("UNREADABLE"));
    }

    @Test
    void leavesOutAKeyThatIsDeletedBetweenItsListingAndItsReading() {
        var known = put(plan(QUIET, "alias/known-then-deleted"));
        hand.scan();
        var unknown = put(plan(QUIET, "alias/deleted-at-once"));
        for (var key : List.of(known, unknown)) {
            standIn()
                    .addFault(FaultRule.of(
                                    FaultKind.ERROR_500,
                                    Target.action("DescribeKey").key(theirs(key)))
                            .with(FaultDetails.NONE.code("NotFoundException")));
        }
        var scan = hand.scan();

        assertThat(failures(scan, QUIET)).isEmpty();
        assertThat(place(scan, QUIET, "keys.gone", Integer.class)).isEqualTo(2);
        as("viewer").get(one(unknown)).then().statusCode(404);
        as("viewer").get(one(known)).then().body("changes.kind", hasItem("GONE"));
        endFaults();
        hand.scan();
        as("viewer")
                .get(one(known))
                .then()
                .body("changes.kind", hasItem("RETURNED"))
                .body("goneAt", nullValue());
    }

    @Test
    void goesOnWhereAReplicaLeftItAndReadsNoKeyTwice() {
        var keys = new ArrayList<KeyArn>();
        for (var i = 0; i < 25; i++) {
            keys.add(put(plan(QUIET, "alias/many-" + i)));
        }
        var location = hand.request();
        // Before each list, before the keys, and before the first ten of them.
        var stepsLeft = new AtomicInteger(4);
        hand.scan(QUIET.accountId(), QUIET.region(), () -> stepsLeft.getAndDecrement() <= 0);

        var half = hand.read(location);
        assertThat(half.getString("status")).isEqualTo("RUNNING");
        assertThat(place(half, QUIET, "step", String.class)).isEqualTo("READING");
        assertThat(place(half, QUIET, "keys.read", Integer.class)).isEqualTo(10);
        assertThat(place(half, QUIET, "remaining", String.class)).startsWith("PT");
        hand.due();
        var whole = hand.scan();
        assertThat(place(whole, QUIET, "keys.read", Integer.class))
                .isEqualTo(place(whole, QUIET, "keys.listed", Integer.class))
                .isGreaterThanOrEqualTo(25);
        assertThat(keys)
                .allSatisfy(key -> assertThat(calls("GetKeyLastUsage", key)).isEqualTo(1));
        assertThat(whole.getString("id")).isEqualTo(half.getString("id"));
    }

    @Test
    void keepsNothingUnderALeaseThatWasLost() {
        put(plan(QUIET, "alias/contested"));
        var location = hand.request();
        var stepsLeft = new AtomicInteger(2);
        hand.scan(QUIET.accountId(), QUIET.region(), () -> stepsLeft.getAndDecrement() <= 0);
        hand.due();
        var frozen = ledger.claim(100).stream()
                .filter(claim -> claim.place().equals(QUIET))
                .findFirst()
                .orElseThrow();
        assertThat(ledger.claim(100)).isEmpty();
        hand.sql("update inventory_scan_place set leased_until = clock_timestamp() - interval '1 second'"
                + " where lease_token is not null");
        ledger.renew(List.of(frozen));

        var due = queue.next(frozen, 1);
        assertThat(due).hasSize(1);
        assertThat(queue.keep(frozen, List.of())).isFalse();
        assertThat(ledger.finish(frozen)).isFalse();
        assertThat(hand.read(location).getString("status")).isEqualTo("RUNNING");
        assertThat(hand.scan().getString("status")).isEqualTo("FINISHED");
    }

    @Test
    void readsTheMostPromisingFirst() {
        var newer = put(plan(QUIET, "alias/first-newer").lastUsed(Duration.ofDays(60)));
        var older = put(plan(QUIET, "alias/first-older").lastUsed(Duration.ofDays(300)));
        var busy = put(plan(QUIET, "alias/first-busy").lastUsed(Duration.ofDays(1)));
        var managed = put(plan(QUIET, "alias/aws/first").managedByAws());
        hand.scan();
        var unread = put(plan(QUIET, "alias/first-unread"));
        hand.request();
        var stepsLeft = new AtomicInteger(2);
        hand.scan(QUIET.accountId(), QUIET.region(), () -> stepsLeft.getAndDecrement() <= 0);
        hand.due();
        var claim = ledger.claim(100).stream()
                .filter(claimed -> claimed.place().equals(QUIET))
                .findFirst()
                .orElseThrow();

        assertThat(queue.next(claim, 1000).stream().map(DueKey::keyArn))
                .containsSubsequence(older, newer, unread, busy, managed);
    }

    @Test
    void makesOneScanAtATime() {
        var first = scans.request("submitter");
        assertThat(scans.request("oncall").id()).isEqualTo(first.id());
        hand.scan();
        as("viewer").get(ScansResource.PATH).then().body("items", hasSize(1));
    }

    /** The last one: its keys stay, and whoever scans them all takes a while. */
    @Test
    @Order(Integer.MAX_VALUE)
    void listsTenThousandAliasesOfAPlaceOnceForAllItsKeys() {
        for (var i = 0; i < 10_000; i++) {
            put(plan(WIDE, "alias/wide-" + i));
        }
        var before = calls("ListAliases");
        hand.request();
        hand.scan(
                WIDE.accountId(),
                WIDE.region(),
                () -> !hand.value("select count(*) from inventory_key").equals(0L));

        assertThat(hand.value("select count(*) from inventory_alias where region = 'eu-central-1'"))
                .isEqualTo(10_000L);
        assertThat(calls("ListAliases") - before).isBetween(100L, 120L);
        as("viewer")
                .queryParam("q", "alias/wide-")
                .get("/api/v1/keys")
                .then()
                .body("items", hasSize(both(greaterThanOrEqualTo(10)).and(lessThanOrEqualTo(20))))
                .body("items.aliases", everyItem(hasSize(1)));
    }

    private static List<String> failures(JsonPath scan, Place place) {
        return scan.getList(
                "places.find { it.accountId == '%s' && it.region == '%s' }.failures.code"
                        .formatted(place.accountId(), place.region()),
                String.class);
    }

    private static <T> T place(JsonPath scan, Place place, String path, Class<T> type) {
        return scan.getObject(
                "places.find { it.accountId == '%s' && it.region == '%s' }.%s"
                        .formatted(place.accountId(), place.region(), path),
                type);
    }

    private static long calls(String action) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals(action))
                .count();
    }

    private static long calls(String action, KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals(action)
                        && call.key().map(Object::toString).equals(Optional.of(key.toString())))
                .count();
    }

    private static dev.keysunset.standin.key.KeyArn theirs(KeyArn key) {
        return dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
    }

    private static String one(KeyArn keyArn) {
        return "/api/v1/keys/" + keyArn.accountId() + "/" + keyArn.region() + "/" + keyArn.keyId();
    }
}
