package dev.keysunset.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.command.Check.Health;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor makes of what it is told. */
@NullMarked
class ChecksTest {
    private static final Instant NOON = Instant.parse("2026-05-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-02T12:00:59Z, 1.0, OK",
        "2026-05-02T12:01:01Z, 1.0, LOOK",
        "2026-05-02T11:58:59Z, 1.0, LOOK",
        "2031-05-02T12:00:00Z, 28800.0, UNKNOWN",
    })
    void comparesTheClocksUnlessADemosRunsFast(String there, double rate, Health health) {
        var stats = Json.read("{\"now\":\"%s\",\"rate\":%s}".formatted(there, rate));
        assertThat(Checks.clock(NOON, stats).health()).isEqualTo(health);
    }

    @Test
    void isAtALossWhereTheServiceSaysNothing() {
        assertThat(Checks.clock(NOON, Json.read("{}")).health()).isEqualTo(Health.UNKNOWN);
        assertThat(Checks.version(Optional.of("1.0"), Json.read("{}")).health()).isEqualTo(Health.UNKNOWN);
        assertThat(Checks.version(Optional.empty(), Json.read("{\"version\":\"1.0\"}"))
                        .health())
                .isEqualTo(Health.UNKNOWN);
    }

    @Test
    void wantsBothOfOneVersion() {
        var stats = Json.read("{\"version\":\"1.1\"}");
        assertThat(Checks.version(Optional.of("1.1"), stats).health()).isEqualTo(Health.OK);
        assertThat(Checks.version(Optional.of("1.0"), stats).detail()).contains("1.1", "1.0");
    }

    @Test
    void namesTheFeedsThatProveNothing() {
        var checks = Checks.feeds(Json.read("""
                {"items": [
                  {"kind": "LOGS", "accountId": "111122223333", "region": "eu-west-1", "footing": {"sound": true},
                   "lastPoll": {}},
                  {"kind": "LOOKUP", "accountId": "444455556666", "region": "eu-west-1",
                   "footing": {"sound": false, "trouble": "The trail was stopped."},
                   "lastPoll": {"trouble": "AccessDenied"}}
                ]}"""));
        assertThat(checks).extracting(Check::health).containsExactly(Health.BROKEN, Health.BROKEN);
        assertThat(checks.getFirst().detail()).contains("LOOKUP in 444455556666/eu-west-1", "The trail was stopped.");
        assertThat(Checks.feeds(Json.read("{\"items\":[]}")))
                .extracting(Check::health)
                .containsExactly(Health.LOOK);
    }

    @Test
    void namesWhatKeepsTheServiceFromBeingReady() {
        var check = Checks.ready(Json.read("""
                {"status": "DOWN", "checks": [
                  {"name": "engine ticks", "status": "DOWN", "data": {"last": "10:00"}},
                  {"name": "database", "status": "UP"}]}"""));
        assertThat(check.health()).isEqualTo(Health.BROKEN);
        assertThat(check.detail()).contains("engine ticks last=10:00").doesNotContain("database");
    }

    @Test
    void tellsWhatToRunWhereARollbackIsStuck() {
        var check = Checks.rollbacks(Json.read("""
                {"items": [{"id": "r1", "state": "STUCK", "stuck": {"since": "2026-05-02T10:00:00Z",
                  "because": "AccessDenied.", "commands": ["aws kms enable-key"]}}, {"id": "r2", "state": "ENDED"}]}"""));
        assertThat(check).singleElement().satisfies(stuck -> {
            assertThat(stuck.detail()).contains("r1", "AccessDenied.");
            assertThat(stuck.remedy())
                    .hasValueSatisfying(todo -> assertThat(todo).contains("aws kms enable-key"));
        });
    }
}
