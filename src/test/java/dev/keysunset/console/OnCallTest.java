package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static dev.keysunset.console.Browser.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rollbacks, as on-call looks after them. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class OnCallTest extends ConsoleStage {
    @Test
    void letsOnCallAcknowledgeAndResolveARollback() {
        var id = rollingBack();
        var path = rollback(id);
        var rollback = ONCALL.open(path);
        assertThat(rollback.select("#why-resolve").text()).contains("still being restored");
        assertThat(ONCALL.sendAndFollow(form(rollback, "/acknowledge"), Map.of())
                        .text())
                .contains("oncall looks after it");
        assertThat(ONCALL.sendAndFollow(form(ONCALL.open(path), "/comments"), Map.of("comment", "asked the owner"))
                        .text())
                .contains("oncall: asked the owner");

        stage.move(id, new RetirementState.RolledBack(clock.now(), Cause.SIGHTING), Cause.RESTORED);
        assertThat(VIEWER.open(path)
                        .select("section.good[aria-labelledby=course-title] h2")
                        .text())
                .isEqualTo("Every key is as it was found");
        assertThat(inTheList(path).select(".sign.good").text()).isEqualTo("Restored");
        var told = ONCALL.sendAndFollow(
                form(ONCALL.open(path), "/resolve"),
                Map.of("rootCause", "NEEDED_BY_WORKLOAD", "resolution", "payroll runs once a month"));
        assertThat(told.text()).contains("payroll runs once a month", "Resolved by oncall", "a workload needs the key");
        assertThat(VIEWER.open(path).select("form[method=post]")).isEmpty();
    }

    @Test
    void isAlarmedByAKeyThatWasGoneBeforeItCameBack() {
        var id = rollingBack();
        var detail = "every member was gone before it could be restored";
        stage.move(id, new RetirementState.Deleted(false), Cause.KEY_GONE, detail);

        var course = VIEWER.open(rollback(id)).select("section.alarm[aria-labelledby=course-title]");
        assertThat(course.select("h2").text()).isEqualTo("Destroyed: the rollback came too late");
        assertThat(course.text()).contains(detail, "restore it from elsewhere").doesNotContain("as it was found");
        assertThat(inTheList(rollback(id)).select(".sign.alarm").text()).startsWith("Destroyed");
    }

    @Test
    void isAlarmedByAKeyThatWasLeftAsSomebodyElseMadeIt() {
        var id = rollingBack();
        var detail = "the key is PendingDeletion by somebody else's change and was left so.";
        stage.move(id, new RetirementState.RolledBack(clock.now(), Cause.SIGHTING), Cause.RESTORED, detail);

        var course = VIEWER.open(rollback(id)).select("section.alarm[aria-labelledby=course-title]");
        assertThat(course.select("h2").text()).isEqualTo("Not every key came back");
        assertThat(course.text()).contains(detail, "decide whether to bring it back by hand");
        assertThat(inTheList(rollback(id)).select(".sign.alarm").text()).startsWith("Not all came back");
    }

    @Test
    void letsOnCallGiveARollbackToAPersonWhoFindsItAmongTheirs() {
        var id = rollingBack();
        var path = rollback(id);
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
        var id = rollingBack();
        stage.sql("""
                insert into timeline (id, retirement_id, seq, at, kind, actor, detail)
                select gen_random_uuid(), retirement_id, seq + n, at + n * interval '1 minute', 'EFFECT_REFUSED', 'keysunset',
                    'EnableKey: AccessDeniedException, keysunset.' || gen_random_uuid() || ' is not authorized, tried until '
                        || to_char(at + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                from timeline, generate_series(1, 40) n
                where retirement_id = '%1$s' and seq = (select max(seq) from timeline where retirement_id = '%1$s')
                """.formatted(id));
        var done = ONCALL.open(rollback(id)).select("section[aria-labelledby=since-title] li");
        assertThat(done.eachText())
                .filteredOn(line -> line.contains("AccessDeniedException"))
                .singleElement()
                .asString()
                .contains("40 times, the last ");
    }

    /** Whoever reads an older page of the list is not led back to the first when it is read again. */
    @Test
    void readsTheSamePageOfTheListAgain() {
        stage.sql("""
                insert into rollback_event (id, retirement_id, opened_at, because, detail, closed_at, outcome, outcome_detail,
                    resolved_by, resolved_at, resolution, version)
                select gen_random_uuid(), '%s', began, 'SIGHTING', 'somebody needs the key', began + interval '10 seconds',
                    'ROLLED_BACK', 'every member is as it was found', 'oncall', began + interval '1 hour', 'long ago', 1
                from (select timestamptz '2020-01-01' + n * interval '1 day' as began from generate_series(1, 26) n) long_ago
                """.formatted(stage.submit()));
        var first = VIEWER.open("/rollbacks?all=true");
        var second = VIEWER.open(first.select(".more a").attr("href"));

        var again = VIEWER.open(second.select("#live").attr("hx-get"));

        assertThat(rows(again)).isNotEmpty().isEqualTo(rows(second)).doesNotContainAnyElementsOf(rows(first));
        assertThat(rows(VIEWER.open(first.select("#live").attr("hx-get")))).isEqualTo(rows(first));
    }

    private static List<String> rows(Document list) {
        return list.select("#live tbody a").eachAttr("href");
    }

    private UUID rollingBack() {
        var id = atTheDisableGate();
        stage.move(id, new RetirementState.Disabling(clock.now()), Cause.APPROVED);
        stage.move(id, new RetirementState.RollingBack(clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        return id;
    }

    /** The path of its page. */
    private static String rollback(UUID id) {
        var link = ONCALL.open("/retirements/" + id).selectFirst("a[href^=/rollbacks/]");
        return String.valueOf(link).replaceAll("(?s).*href=\"([^\"]+)\".*", "$1");
    }

    private static Elements inTheList(String rollback) {
        return VIEWER.open("/rollbacks").select("tr:has(a[href=" + rollback + "])");
    }
}
