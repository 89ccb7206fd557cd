package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rollbacks, as on-call looks after them. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class OnCallTest extends ConsoleStage {
    @Test
    void letsOnCallAcknowledgeAndResolveARollback() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        var path = String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
        var rollback = ONCALL.open(path);
        assertThat(rollback.select("#why-resolve").text()).contains("still being restored");
        assertThat(ONCALL.sendAndFollow(form(rollback, "/acknowledge"), Map.of())
                        .text())
                .contains("oncall looks after it");
        assertThat(ONCALL.sendAndFollow(form(ONCALL.open(path), "/comments"), Map.of("comment", "asked the owner"))
                        .text())
                .contains("oncall: asked the owner");

        stage.move(id, new RetirementState.RolledBack(clock.now(), Cause.SIGHTING), Cause.RESTORED);
        var told = ONCALL.sendAndFollow(
                form(ONCALL.open(path), "/resolve"),
                Map.of("rootCause", "NEEDED_BY_WORKLOAD", "resolution", "payroll runs once a month"));
        assertThat(told.text()).contains("payroll runs once a month", "Resolved by oncall", "a workload needs the key");
        assertThat(VIEWER.open(path).select("form[method=post]")).isEmpty();
    }

    @Test
    void letsOnCallGiveARollbackToAPersonWhoFindsItAmongTheirs() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        var path = String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
        var page = ONCALL.open(path);
        assertThat(page.select("select[name=to] option").eachText()).containsExactly("admin", "oncall");
        assertThat(ADMIN.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .isEmpty();

        var told = ONCALL.sendAndFollow(form(page, "/assign"), Map.of("to", "admin"));

        assertThat(told.text()).contains("Assigned to admin by oncall");
        assertThat(told.select("select[name=to] option").eachText()).containsExactly("oncall");
        assertThat(ADMIN.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .hasSize(1);
        assertThat(ONCALL.open("/rollbacks?mine=true").select("a[href=" + path + "]"))
                .isEmpty();
        assertThat(ONCALL.open("/rollbacks").text()).contains("Assigned to admin");
        ONCALL.send(form(page, "/assign"), Map.of("to", "viewer")).then().statusCode(400);
    }

    /** A rollback that AWS refuses is tried for hours; whoever looks into it reads what was refused, and not two hundred lines. */
    @Test
    void tellsOnceWhatWasDoneAgainAndAgain() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.sql("""
                insert into timeline (id, retirement_id, seq, at, kind, actor, detail)
                select gen_random_uuid(), retirement_id, seq + n, at + n * interval '1 minute', 'EFFECT_REFUSED', 'keysunset',
                    'EnableKey: AccessDeniedException, keysunset.' || gen_random_uuid() || ' is not authorized, tried until '
                        || to_char(at + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                from timeline, generate_series(1, 40) n
                where retirement_id = '%1$s' and seq = (select max(seq) from timeline where retirement_id = '%1$s')
                """.formatted(id));
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        var done = ONCALL.open(String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1"))
                .select("section[aria-labelledby=since-title] li");
        assertThat(done.eachText())
                .filteredOn(line -> line.contains("AccessDeniedException"))
                .singleElement()
                .asString()
                .contains("40 times, the last ");
    }
}
