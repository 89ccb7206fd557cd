package dev.keysunset.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.scenario.FastWorld;
import dev.keysunset.scenario.Journey;
import dev.keysunset.scenario.Outsider;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.CallLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replica freezes with a deletion in its hands. Meanwhile somebody needs the key and another replica rolls back. Then the
 * first one goes on, as if no time had passed: a lease in a database cannot stop it, and ScheduleKeyDeletion works on an enabled
 * key. The key must live.
 */
class FencingIT {
    private static final Place PLACE = new Place(FastWorld.PAYMENTS, "us-east-1");
    private static final String SCHEDULE = "ScheduleKeyDeletion";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private EmbeddedPostgres database;
    private StandIn aws;
    private KeyArn key;
    private final List<ServiceProcess> started = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        database = EmbeddedPostgres.builder().start();
        aws = FastWorld.begin();
        key = aws.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
    }

    @AfterEach
    void end() throws IOException {
        started.forEach(ServiceProcess::close);
        aws.close();
        database.close();
    }

    @Test
    void aCallLatchedOnItsWayIsRefusedWhenItArrivesAfterTheRollback() {
        var latch = aws.addFault(
                FaultRule.of(FaultKind.HOLD, Target.action(SCHEDULE).key(key)).once());
        var frozen = replica();
        var journey = waitingForDeletion().approvedUntil(() -> aws.held(latch) > 0, "DELETE", "ann", "bob");
        frozen.freeze();

        // While it is frozen: the other one takes over when the lease is over, and the use finds nobody else.
        var other = replica();
        rolledBackByTheOther(journey);
        aws.release(latch);
        assertThat(scheduled())
                .as("the latched call")
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.errorCode()).contains("AccessDeniedException"));
        frozen.thaw();

        nothingHappensAnyMore(journey, frozen, other);
    }

    /** Its session's answer waits for it when it wakes up; the lease that the session was asked under is long over. */
    @Test
    void aCallThatWasNotSentYetIsNotSentAfterTheThaw() {
        var frozen = replica();
        var journey = waitingForDeletion();
        var latch = aws.addFault(
                FaultRule.of(FaultKind.HOLD, Target.action("AssumeRole")).once());
        journey.approvedUntil(() -> aws.held(latch) > 0, "DELETE", "ann", "bob");
        frozen.freeze();
        aws.release(latch);

        var other = replica();
        rolledBackByTheOther(journey);
        frozen.thaw();

        nothingHappensAnyMore(journey, frozen, other);
    }

    private ServiceProcess replica() {
        var settings = new TreeMap<>(FastWorld.settings(aws.endpoint()));
        settings.put("keysunset.retirement.lease", "PT6S");
        settings.put("keysunset.watch.lease", "PT6S");
        settings.put("keysunset.aws.call-timeout", "PT1.5S");
        settings.put("keysunset.aws.read-patience", "PT4S");
        settings.put("keysunset.policies.standard.cancel-when-blind", "false");
        settings.put("quarkus.datasource.jdbc.url", database.getJdbcUrl("postgres", "postgres"));
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        var process = ServiceProcess.start(folder, settings);
        started.add(process);
        return process;
    }

    private Journey waitingForDeletion() {
        return Journey.of(key).disabled().hasReached("AWAITING_DELETION_APPROVAL");
    }

    private void rolledBackByTheOther(Journey journey) {
        aws.use(key, KeyUse.by("arn:aws:iam::111122223333:role/payroll", "Decrypt"));
        journey.until("ROLLED_BACK");
        assertThat(keyState()).isEqualTo("Enabled");
    }

    private void nothingHappensAnyMore(Journey journey, ServiceProcess frozen, ServiceProcess other) {
        var since = aws.clock().now();
        await().atMost(Journey.PATIENCE).until(() -> aws.clock().now().isAfter(since.plus(Duration.ofDays(3))));
        assertThat(keyState()).isEqualTo("Enabled");
        assertThat(journey.state()).isEqualTo("ROLLED_BACK");
        assertThat(rollbacksOf(journey)).as("one rollback, told once").hasSize(1);
        assertThat(journey.states()).containsOnlyOnce("ROLLING_BACK", "ROLLED_BACK");
        assertThat(scheduled()).allSatisfy(call -> assertThat(call.errorCode()).isPresent());
        other.stop();
        frozen.stop();
    }

    private static List<String> rollbacksOf(Journey journey) {
        return given().auth()
                .preemptive()
                .basic("olga", "olga")
                .get("/api/v1/rollbacks?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.retirementId == '" + journey.id + "' }.id", String.class);
    }

    private String keyState() {
        return Outsider.keyState(aws, key);
    }

    private List<CallLog.Entry> scheduled() {
        return aws.calls().stream()
                .filter(call -> call.key().filter(key::equals).isPresent()
                        && call.action().equals(SCHEDULE))
                .toList();
    }
}
