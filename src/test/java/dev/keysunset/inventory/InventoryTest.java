package dev.keysunset.inventory;

import static dev.keysunset.inventory.ScanWorld.OTHER_PLACE;
import static dev.keysunset.inventory.ScanWorld.PLACE;
import static dev.keysunset.inventory.ScanWorld.outsider;
import static dev.keysunset.inventory.ScanWorld.plan;
import static dev.keysunset.inventory.ScanWorld.put;
import static dev.keysunset.inventory.ScanWorld.standIn;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.keysunset.core.KeyArn;
import dev.keysunset.inventory.scan.ScanHand;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.story.KeyUse;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking for what scans have read, over HTTP and against a real PostgreSQL. */
@NullMarked
@QuarkusTest
@TestProfile(ScanWorld.Profile.class)
class InventoryTest {
    private static final String KEYS = "/api/v1/keys";

    @Inject
    ScanHand hand;

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
    void findsWhatIsIdleAndNeverWhatIsUnknown() {
        var idle = put(plan(PLACE, "alias/find-idle").lastUsed(Duration.ofDays(120)));
        var busy = put(plan(PLACE, "alias/find-busy").lastUsed(Duration.ofDays(3)));
        var never = put(plan(OTHER_PLACE, "alias/find-never"));
        var unknown = put(plan(OTHER_PLACE, "alias/find-unknown").lastUsed(Duration.ofDays(120)));
        deny("GetKeyLastUsage", unknown);
        hand.scan();

        for (var form : new String[] {"90d", "P90D", "PT2160H"}) {
            as("viewer")
                    .queryParam("idleFor", form)
                    .queryParam("q", "find-")
                    .get(KEYS)
                    .then()
                    .statusCode(200)
                    .body("items.keyArn", containsInAnyOrder(idle.toString(), never.toString()));
        }
        as("viewer")
                .queryParam("idleFor", "0d")
                .queryParam("q", "find-")
                .get(KEYS)
                .then()
                .body("items.keyArn", hasItem(busy.toString()))
                .body("items.keyArn", not(hasItem(unknown.toString())));
        as("viewer")
                .queryParam("usage", "UNREADABLE")
                .queryParam("q", "find-")
                .get(KEYS)
                .then()
                .body("items.keyArn", containsInAnyOrder(unknown.toString()))
                .body("items[0].usage.idleSince", nullValue())
                .body("items[0].usage.evidence.reachesBackTo", nullValue())
                .body("items[0].unreadable[0].code", equalTo("AccessDeniedException"));
    }

    @Test
    void offersToGuardOnItsPageWhatOthersDisabled() {
        var key = put(plan(PLACE, "alias/switched-off").state(KeyState.DISABLED));
        hand.scan();
        var page = one(key).replace("/api/v1", "");

        assertThat(html("viewer", page))
                .contains("Who still needs it?", "aria-disabled")
                .doesNotContain("guard/set");
        assertThat(html("submitter", page)).contains("action=\"" + page + "/guard/set\"");
        assertThat(sent(page + "/guard/set")).endsWith(page + "?done=GUARDED");
        assertThat(html("submitter", page + "?done=GUARDED"))
                .contains("Guarded. Whoever needs it", "by &lt;nobody&gt; we know", "guard/end")
                .doesNotContain("guard/set");
        assertThat(sent(page + "/guard/end")).endsWith(page + "?done=UNGUARDED");
        assertThat(html("submitter", page)).contains("It was guarded", "guard/set");
    }

    @Test
    void offersNoGuardOnThePageOfAKeyThatCanBeUsed() {
        var key = put(plan(PLACE, "alias/in-use"));
        hand.scan();

        assertThat(html("submitter", one(key).replace("/api/v1", ""))).doesNotContain("guard-title", "guard/set");
    }

    private static String html(String person, String path) {
        return as(person)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** @return where the form leads */
    private static String sent(String path) {
        return as("submitter")
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .formParam("reason", "disabled by <nobody> we know")
                .redirects()
                .follow(false)
                .post(path)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
    }

    @Test
    void tellsHowAKeyIsKeptAndHowFarBackItsEvidenceReaches() {
        var key = put(plan(PLACE, "alias/kept").lastUsed(Duration.ofDays(40)).tag("team", "billing"));
        try (var kms = outsider(PLACE)) {
            kms.enableKeyRotation(request -> request.keyId(key.toString()).rotationPeriodInDays(180));
            kms.createGrant(request -> request.keyId(key.toString())
                    .granteePrincipal("arn:aws:iam::111122223333:role/orders")
                    .operationsWithStrings("Decrypt"));
        }
        hand.scan();

        var used = ScanWorld.now().minus(Duration.ofDays(40)).toString();
        as("viewer")
                .get(one(key))
                .then()
                .statusCode(200)
                .body("aliases", hasItem("alias/kept"))
                .body("tags.team", equalTo("billing"))
                .body("circumstances.rotation.enabled", equalTo(true))
                .body("circumstances.rotation.periodInDays", equalTo(180))
                .body("circumstances.rotation.next", notNullValue())
                .body("circumstances.keyPolicyHash", notNullValue())
                .body("circumstances.grantCount", equalTo(1))
                .body("grants[0].granteePrincipal", equalTo("arn:aws:iam::111122223333:role/orders"))
                .body("usage.answer", equalTo("USED"))
                .body("usage.evidence.source", equalTo("kms:GetKeyLastUsage"))
                .body("usage.evidence.reachesBackTo", equalTo(used))
                .body("uses", hasSize(1))
                .body("uses[0].at", equalTo(used))
                .body("changes", hasSize(0))
                .body("unreadable", hasSize(0));
    }

    @Test
    void tellsTheFamilyOfAKeyAndWhatDefinesIt() {
        var primary = put(plan(PLACE, "alias/family")
                .multiRegion(List.of("eu-west-1"))
                .tag("ManagedBy", "terraform")
                .lastUsed(Duration.ofDays(20)));
        hand.scan();

        as("viewer")
                .get(one(primary))
                .then()
                .body("family", hasSize(1))
                .body("family[0].identity.region", equalTo("eu-west-1"))
                .body("family[0].role", equalTo("REPLICA"))
                .body("family[0].usage.answer", equalTo("NOT_SINCE_TRACKING"))
                .body("managedElsewhere[0].by", equalTo("TERRAFORM"))
                .body("managedElsewhere[0].name", equalTo("tag ManagedBy=terraform"));
    }

    @Test
    void keepsOneRowForEachUseSeenAndAsksNothingOfWhatWasUsedJustNow() {
        var key = put(plan(PLACE, "alias/rhythm").lastUsed(Duration.ofDays(30)));
        hand.scan();
        hand.scan();
        as("viewer").get(one(key)).then().body("uses", hasSize(1));

        standIn().use(theirs(key), KeyUse.by("arn:aws:iam::111122223333:role/orders", "Encrypt"));
        standIn().clock().advance(Duration.ofHours(2));
        hand.scan();
        as("viewer").get(one(key)).then().body("uses", hasSize(2)).body("uses[0].operation", equalTo("Encrypt"));

        var asked = lastUsages(key);
        var scan = hand.scan();
        assertThat(lastUsages(key)).isEqualTo(asked);
        assertThat(scan.getInt("progress.skipped.find { it.reason == 'USED_RECENTLY' }.keys"))
                .isPositive();
        assertThat(scan.getString("progress.skipped[0].why")).isNotBlank();
        as("viewer").get(one(key)).then().body("usage.answer", equalTo("USED"));
    }

    @Test
    void noticesWhatAppearsWhatVanishesAndWhatOthersDisableOrSchedule() {
        var first = put(plan(PLACE, "alias/notice-first"));
        var second = put(plan(PLACE, "alias/notice-second"));
        hand.scan();
        var third = put(plan(PLACE, "alias/notice-third"));
        try (var kms = outsider(PLACE)) {
            kms.disableKey(request -> request.keyId(first.toString()));
            kms.scheduleKeyDeletion(request -> request.keyId(second.toString()).pendingWindowInDays(7));
        }
        hand.scan();

        changed("DISABLED", List.of(first));
        changed("SCHEDULED", List.of(second));
        changed("APPEARED", List.of(third));
        as("viewer")
                .queryParam("change", "DISABLED")
                .queryParam("changedBy", "US")
                .get(KEYS)
                .then()
                .body("items", hasSize(0));
        as("viewer")
                .get(one(first))
                .then()
                .body("changes[0].from", equalTo("Enabled"))
                .body("changes[0].to", equalTo("Disabled"))
                .body("changes[0].by", equalTo("OTHERS"));

        standIn().clock().advance(Duration.ofDays(9));
        var scan = hand.scan();
        assertThat(scan.getInt("progress.keys.gone")).isEqualTo(1);
        changed("GONE", List.of(second));
        as("viewer").get(one(second)).then().statusCode(200).body("goneAt", notNullValue());
        as("viewer").queryParam("q", "notice-second").get(KEYS).then().body("items", hasSize(0));
    }

    @Test
    void refusesToFilterByPartsOfAChangeWithoutTheChange() {
        as("viewer")
                .queryParam("changedBy", "OTHERS")
                .get(KEYS)
                .then()
                .statusCode(400)
                .body("field", equalTo("change"));
    }

    @Test
    void marksNothingAsGoneWhereTheListCannotBeRead() {
        var key = put(plan(OTHER_PLACE, "alias/stays"));
        hand.scan();
        standIn().addFault(FaultRule.of(FaultKind.ACCESS_DENIED, "ListKeys"));
        hand.scan();
        as("viewer").get(one(key)).then().statusCode(200).body("goneAt", nullValue());
    }

    @Test
    void keepsFormerAliasesWhereTheyCannotBeListedAndSaysSo() {
        var key = put(plan(OTHER_PLACE, "alias/remembered"));
        hand.scan();
        standIn().addFault(FaultRule.of(FaultKind.ACCESS_DENIED, "ListAliases"));
        hand.scan();
        as("viewer")
                .get(one(key))
                .then()
                .body("aliases", hasItem("alias/remembered"))
                .body("unreadable.code", hasItem("AccessDeniedException"));
    }

    @Test
    void keepsMarkupAndFormulasAsTheTextsTheyAre() {
        var formula = "=HYPERLINK(\"https://example.org\",\"x\")";
        var markup = "<img src=x onerror=alert(1)>'; drop table inventory_key; --";
        var key = put(plan(PLACE, "alias/=cmd/hostile").tag("+1+1", formula).described(markup));
        hand.scan();
        as("viewer")
                .get(one(key))
                .then()
                .contentType("application/json")
                .body("tags.'+1+1'", equalTo(formula))
                .body("description", equalTo(markup));
        as("viewer").queryParam("q", markup).get(KEYS).then().body("items", hasSize(1));
    }

    @Test
    void findsByAliasLiterallyAndWalksPageByPage() {
        put(plan(PLACE, "alias/walk_key").described("70% of it"));
        put(plan(PLACE, "alias/walkXkey").described("70% of it"));
        hand.scan();

        as("viewer").queryParam("q", "WALK_KEY").get(KEYS).then().body("items", hasSize(1));
        as("viewer").queryParam("q", "70%").get(KEYS).then().body("items", hasSize(2));
        var first = as("viewer").queryParam("q", "70%").queryParam("limit", 1).get(KEYS);
        var second = as("viewer")
                .queryParam("q", "70%")
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get(KEYS);
        second.then().body("items", hasSize(1)).body("nextCursor", nullValue());
        assertThat(second.<String>path("items[0].keyArn")).isNotEqualTo(first.<String>path("items[0].keyArn"));
    }

    @Test
    void answersForAKeyItDoesNotKnow() {
        as("viewer")
                .get(KEYS + "/111122223333/us-east-1/nosuch")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    private static void changed(String kind, List<KeyArn> keys) {
        as("viewer")
                .queryParam("change", kind)
                .queryParam("changedBy", "OTHERS")
                .queryParam("changedWithin", "30d")
                .get(KEYS)
                .then()
                .statusCode(200)
                .body(
                        "items.keyArn",
                        hasItems(keys.stream().map(KeyArn::toString).toArray(String[]::new)));
    }

    private static void deny(String action, KeyArn key) {
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action(action).key(theirs(key))));
    }

    private static long lastUsages(KeyArn key) {
        return standIn().calls().stream()
                .filter(call -> call.action().equals("GetKeyLastUsage")
                        && call.key().map(Object::toString).equals(Optional.of(key.toString())))
                .count();
    }

    private static dev.keysunset.standin.key.KeyArn theirs(KeyArn key) {
        return dev.keysunset.standin.key.KeyArn.parse(key.toString()).orElseThrow();
    }

    private static String one(KeyArn keyArn) {
        return KEYS + "/" + keyArn.accountId() + "/" + keyArn.region() + "/" + keyArn.keyId();
    }
}
