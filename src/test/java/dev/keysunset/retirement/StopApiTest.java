package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stop over HTTP: everywhere, and in one account. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class StopApiTest {
    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void stopsAndGoesOn() {
        as("admin")
                .body(Map.of("reason", "incident"))
                .put("/api/v1/stop")
                .then()
                .body("stopped", equalTo(true));
        as("viewer")
                .get("/api/v1/stats")
                .then()
                .body("stop.stop.by", equalTo("admin"))
                .body("rate", equalTo(1.0f));
        as("admin").queryParam("reason", "over").delete("/api/v1/stop").then().body("stopped", equalTo(false));
    }

    @Test
    void stopsOneAccountBesideTheRest() {
        as("admin")
                .body(Map.of("reason", "its network is being moved", "account", "111122223333"))
                .put("/api/v1/stop")
                .then()
                .statusCode(200)
                .body("stopped", equalTo(false))
                .body("stops.account", contains("111122223333"));
        as("admin")
                .body(Map.of("reason", "incident"))
                .put("/api/v1/stop")
                .then()
                .body("stopped", equalTo(true))
                .body("stops", hasSize(2))
                .body("stops[0].account", nullValue());
        as("admin")
                .queryParam("reason", "over")
                .delete("/api/v1/stop")
                .then()
                .body("stopped", equalTo(false))
                .body("stops.reason", contains("its network is being moved"));
        as("admin")
                .queryParam("reason", "moved")
                .queryParam("account", "111122223333")
                .delete("/api/v1/stop")
                .then()
                .body("stops", hasSize(0));
    }

    @Test
    void releasesTheStopOfAnAccountThatIsNotConfiguredAnyMore() {
        stage.sql(
                "insert into stop (action, account_id, by, reason, at) values ('STOPPED', '444455556666', 'admin', 'old', now())");
        as("admin")
                .queryParam("reason", "the account is gone")
                .queryParam("account", "444455556666")
                .delete("/api/v1/stop")
                .then()
                .statusCode(200)
                .body("stops", hasSize(0));
    }
}
