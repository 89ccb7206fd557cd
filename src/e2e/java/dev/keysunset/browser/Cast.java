package dev.keysunset.browser;

import static dev.keysunset.Story.story;
import static dev.keysunset.scenario.FastWorld.standIn;
import static org.awaitility.Awaitility.await;

import dev.keysunset.Story;
import dev.keysunset.scenario.FastWorld;
import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What people do through the API, so that there is something to see in the pages. */
final class Cast {
    static final KeyUse PAYROLL = KeyUse.by("arn:aws:iam::111122223333:role/payroll", "Decrypt")
            .through("dynamodb.amazonaws.com", Map.of("aws:dynamodb:tableName", "salaries"));
    private static final KeyUse AUDIT = KeyUse.by("arn:aws:iam::111122223333:user/audit/quarterly-report", "Decrypt");

    /** Whom people bring on the stage with a browser, who waits there for them, and whose window is open when time stands still. */
    private static final Set<Part> LATER =
            EnumSet.of(Part.BY_OPERATOR, Part.BY_OPERATOR_WITHOUT_A_SCRIPT, Part.UNGUARDED, Part.OBSERVED);

    private final Map<Part, Journey> journeys = new ConcurrentHashMap<>();
    private final Set<Part> played = ConcurrentHashMap.newKeySet();

    /** All that can be told before time stands still. */
    List<Story> stories() {
        return Part.all().stream()
                .filter(part -> !LATER.contains(part))
                .map(part -> story("thereIs" + part, () -> play(part)))
                .toList();
    }

    /** Whoever looks at these alone sees them as after the whole day; who has played already does not play again. */
    void assure(Part... parts) {
        for (var part : parts) {
            if (!played.contains(part)) {
                play(part);
            }
        }
    }

    void play(Part part) {
        switch (part) {
            case DELETED -> begin(part).pendingDeletion().until("DELETED");
            case PENDING ->
                keep(part, Journey.under(FastWorld.PATIENT, part.key())).pendingDeletion();
            case AT_DELETE_GATE -> deleteGate(part).approvedAt("DELETE", "ann");
            case FAMILY -> deleteGate(part);
            case AT_DISABLE_GATE, FLAGGED -> disableGate(part);
            case REFUSED -> begin(part).until("REFUSED");
            case CANCELLED -> disableGate(part).order("submitter", "cancel");
            case HELD -> begin(part).disabled().order("adam", "hold");
            case UNPROVEN -> unproven();
            case NEEDED -> needed();
            case STUCK -> stuck();
            case GUARDED -> guarded();
            case ARCHIVED -> archived();
            case HOSTILE -> hostile();
            case HOSTILE_AT_GATE ->
                keep(part, Journey.handedIn(HostileTexts.submission(part.key())))
                        .hasReached("AWAITING_DISABLE_APPROVAL");
            case OBSERVED, AT_NIGHT, AT_NIGHT_WITHOUT_A_SCRIPT -> begin(part).disabled();
            case UNGUARDED, BY_OPERATOR, BY_OPERATOR_WITHOUT_A_SCRIPT ->
                throw new IllegalArgumentException(part + " is on the stage, or comes there with a browser");
        }
        played.add(part);
    }

    Journey of(Part part) {
        var journey = journeys.get(part);
        if (journey == null) {
            throw new IllegalStateException(part + " has not begun");
        }
        return journey;
    }

    String retirement(Part part) {
        return "/retirements/" + of(part).id;
    }

    String gate(Part part) {
        return "/approvals/" + of(part).id;
    }

    String rollback(Part part) {
        return "/rollbacks/" + rollbackId(part);
    }

    String rollbackId(Part part) {
        return Journey.as("olga")
                .get("/api/v1/rollbacks?retirement=" + of(part).id)
                .jsonPath()
                .getString("items[0].id");
    }

    void stop(String reason) {
        Journey.as("adam")
                .body(Map.of("reason", reason))
                .put("/api/v1/stop")
                .then()
                .statusCode(200);
    }

    void release() {
        Journey.as("adam").delete("/api/v1/stop?reason=over").then().statusCode(200);
    }

    private void unproven() {
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action("LookupEvents").in(Part.BLIND)));
        var journey = begin(Part.UNPROVEN).disabled();
        await().atMost(Journey.PATIENCE).until(() -> journey.attention().contains("WATCH_GAP"));
    }

    private void needed() {
        var key = Part.NEEDED.key();
        var journey = begin(Part.NEEDED).disabled();
        standIn().use(key, PAYROLL);
        standIn().use(key, PAYROLL);
        standIn().use(key, AUDIT);
        journey.until("ROLLED_BACK");
        standIn().use(key, PAYROLL);
        await().atMost(Journey.PATIENCE)
                .until(() -> journey.read("records").getList("items.kind").contains("NOTE"));
    }

    private void stuck() {
        var key = Part.STUCK.key();
        standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED, Target.action("EnableKey").key(key)));
        begin(Part.STUCK).disabled();
        standIn().use(key, AUDIT);
        await().atMost(Journey.PATIENCE)
                .until(
                        () -> Journey.as("olga")
                                .get("/api/v1/rollbacks/" + rollbackId(Part.STUCK))
                                .jsonPath()
                                .getString("state"),
                        "STUCK"::equals);
    }

    /** A key that others disabled, and that somebody still needs. */
    private void guarded() {
        var guard = "/api/v1" + Part.GUARDED.page() + "/guard";
        Journey.as("olga")
                .body(Map.of("reason", "who switched this off, and does anybody miss it?"))
                .put(guard)
                .then()
                .statusCode(200);
        standIn().use(Part.GUARDED.key(), PAYROLL);
        standIn().use(Part.GUARDED.key(), AUDIT);
        await().atMost(Journey.PATIENCE)
                .until(() -> Journey.as("olga")
                                .get(guard)
                                .jsonPath()
                                .getList("needs")
                                .size()
                        == 2);
    }

    /** Its trail's archive is asked once somebody plans for it. */
    private void archived() {
        standIn()
                .use(
                        Part.ARCHIVED.key(),
                        KeyUse.by("arn:aws:iam::" + Part.RECORDED.account() + ":role/yearly-closing", "Decrypt")
                                .through("s3.amazonaws.com", Map.of("aws:s3:arn", "arn:aws:s3:::books-of-the-year")));
        await().atMost(Journey.PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            Journey.as("submitter")
                    .body(Map.of("keys", List.of(Part.ARCHIVED.key().toString())))
                    .post("/api/v1/retirements/plan")
                    .then()
                    .statusCode(200);
            return Optional.ofNullable(Journey.as("olga")
                            .get("/api/v1" + Part.ARCHIVED.page())
                            .jsonPath()
                            .getList("archive.users"))
                    .filter(users -> !users.isEmpty())
                    .isPresent();
        });
    }

    /** Submitted and needed by people who write what they should not. */
    private void hostile() {
        var key = Part.HOSTILE.key();
        var first = Journey.handedIn(HostileTexts.submission(key)).disabled();
        standIn()
                .use(
                        key,
                        KeyUse.by("arn:aws:iam::111122223333:role/payroll", "Decrypt")
                                .through("s3.amazonaws.com", Map.of(Hostile.TEXT, Hostile.LINK)));
        keep(Part.HOSTILE, first.until("ROLLED_BACK"));
    }

    private Journey begin(Part part) {
        return keep(part, Journey.of(part.key()));
    }

    private Journey keep(Part part, Journey journey) {
        journeys.put(part, journey);
        return journey;
    }

    private Journey disableGate(Part part) {
        return begin(part).hasReached("AWAITING_DISABLE_APPROVAL");
    }

    private Journey deleteGate(Part part) {
        return begin(part).disabled().hasReached("AWAITING_DELETION_APPROVAL");
    }
}
