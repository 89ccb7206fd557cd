package dev.keysunset.console;

import static dev.keysunset.console.Browser.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.retirement.ApiWorld;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody got, as whoever is on call finds it and has it told again. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class NotificationsPageTest extends ConsoleStage {
    @BeforeEach
    void giveUp() {
        stage.sql("delete from notification");
        untold("hook", "the first");
        untold("hook", "the second");
        untold("chat", "<b>the third</b>");
    }

    @AfterEach
    void forget() {
        stage.sql("delete from notification");
    }

    @Test
    void isLedToFromTheOverviewWhileThereIsAny() {
        assertThat(VIEWER.open("/").select("a.tile.loud[href=/notifications]").text())
                .contains("3", "Untold");
        stage.sql("delete from notification");
        assertThat(VIEWER.open("/").select("a.tile[href=/notifications]")).isEmpty();
    }

    @Test
    void tellsWhoWasNotToldOfWhatAndWhy() {
        var page = VIEWER.open("/notifications");

        assertThat(page.select("h2").eachText()).contains("hook does not know of 2", "chat does not know of 1");
        assertThat(page.select("tbody tr").eachText())
                .hasSize(3)
                .allMatch(row -> row.contains("Given up") && row.contains("10.0.0.7 answered 400"));
        assertThat(page.select("tbody").text()).contains("<b>the third</b>");
        assertThat(page.select("form[method=post]"))
                .as("a viewer sees why they cannot replay")
                .isEmpty();
        assertThat(page.select(".act.shut").text()).contains("Ask somebody who is oncall");
        assertThat(VIEWER.open("/notifications?target=chat").select("tbody tr")).hasSize(1);
    }

    @Test
    void tellsOneAgainWithoutTheOthers() {
        var replayed = ONCALL.sendAndFollow(form(ONCALL.open("/notifications?target=chat"), "/replay"), Map.of());

        assertThat(replayed.select(".done").text()).contains("told again");
        assertThat(replayed.select("tbody tr").eachText()).hasSize(2).noneMatch(row -> row.contains("the third"));
        assertThat(VIEWER.open("/notifications?all=true").select("tbody tr").eachText())
                .filteredOn(row -> row.contains("Waiting"))
                .singleElement()
                .asString()
                .contains("the third");
    }

    @Test
    void tellsATargetAllOfItAgain() {
        var page = ONCALL.open("/notifications");
        var all = page.select("form[action=/notifications/replay]").stream()
                .filter(form -> form.select("input[name=target]").val().equals("hook"))
                .findFirst()
                .orElseThrow();

        var replayed = ONCALL.sendAndFollow(all, Map.of());

        assertThat(replayed.select("h2").eachText())
                .contains("chat does not know of 1")
                .noneMatch(title -> title.contains("hook"));
    }

    private void untold(String target, String title) {
        stage.sql("""
                with told as (
                    insert into notification (id, dedup_key, kind, at, body)
                    values (gen_random_uuid(), '%2$s', 'FEED_BLIND', now(), '{"kind": "FEED_BLIND",
                        "about": {"thread": "feed", "accountId": "111122223333", "retirementId": null, "rollbackId": null,
                            "keyArns": []},
                        "words": {"title": "%2$s", "detail": "nothing was read since noon", "remedy": null},
                        "once": {"key": "%2$s", "at": "2026-04-20T06:01:12Z"}}')
                    returning id)
                insert into notification_delivery (id, notification_id, target, thread, status, attempts, due_at, trouble, settled_at)
                select gen_random_uuid(), id, '%1$s', 'feed', 'DEAD', 9, now(), '10.0.0.7 answered 400', now() from told
                """.formatted(target, title));
    }
}
