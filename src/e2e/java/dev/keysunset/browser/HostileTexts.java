package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.key.KeyArn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Scripts of somebody else's in everything that comes from AWS or from people, and pages that show them as what they are: text. */
final class HostileTexts {
    private static final String ALIEN = """
            () => document.querySelectorAll("script:not([src^='/']), img[src='x'], [onerror], [onload]").length
                + [...document.querySelectorAll('[href], [src], [action]')].filter(e => /^\\s*javascript:/i.test(
                    e.getAttribute('href') || e.getAttribute('src') || e.getAttribute('action'))).length
            """;

    private final Cast cast;
    private final DataSource database;

    HostileTexts(Cast cast, DataSource database) {
        this.cast = cast;
        this.database = database;
    }

    static Map<String, String> submission(KeyArn key) {
        return Map.of("keyArn", key.toString(), "reason", Hostile.TEXT, "ticket", Hostile.LINK);
    }

    void areText(Visitor reader) throws SQLException {
        var rolledBack = cast.retirement(Part.HOSTILE);
        var rollback = cast.rollback(Part.HOSTILE);
        peopleWrite();
        awsTells();
        var key = Part.HOSTILE.key();
        for (var path : List.of(
                "/",
                "/retirements",
                rolledBack,
                cast.retirement(Part.HOSTILE_AT_GATE),
                "/approvals",
                cast.gate(Part.HOSTILE_AT_GATE),
                "/rollbacks?all=true",
                rollback,
                "/keys?q=" + key.id(),
                "/keys/" + key.place().account() + "/" + key.place().region() + "/" + key.id(),
                "/feeds",
                "/history",
                "/planned?keyArn=" + key)) {
            reader.open(path);
            assertThat(reader.find("body").innerText()).as(path).contains("<script");
            assertThat(reader.page().evaluate(ALIEN)).as(path).isEqualTo(0);
        }
        for (var path : askedWith(Hostile.TEXT)) {
            reader.open(path);
            assertThat(reader.page().evaluate(ALIEN)).as(path).isEqualTo(0);
        }
        reader.hadNoTrouble();
    }

    /** What stands in an address comes back in the page as well. */
    private static List<String> askedWith(String text) {
        var written = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return Stream.of(
                        "/keys?q=",
                        "/keys?owner=",
                        "/keys?sort=",
                        "/retirements?q=",
                        "/retirements?account=",
                        "/history?q=",
                        "/history?actor=",
                        "/submit?key=",
                        "/planned?keyArn=",
                        "/planned?session=",
                        "/rollbacks?cursor=",
                        "/stop?done=")
                .map(path -> path + written)
                .toList();
    }

    private void peopleWrite() {
        var journey = cast.of(Part.HOSTILE);
        var rollback = "/api/v1/rollbacks/" + cast.rollbackId(Part.HOSTILE);
        Journey.as("olga").post(rollback + "/acknowledge").then().statusCode(200);
        Journey.as("olga")
                .body(Map.of("comment", Hostile.TEXT))
                .post(rollback + "/comments")
                .then()
                .statusCode(200);
        Journey.as("olga")
                .body(Map.of("resolution", Hostile.TEXT))
                .post(rollback + "/resolve")
                .then()
                .statusCode(200);
        assertThat(journey.states()).contains("ROLLED_BACK");
    }

    /** More than AWS lets anybody write today: of aliases, tags and session names it refuses most signs, and of others none. */
    private void awsTells() throws SQLException {
        var retirement = cast.of(Part.HOSTILE).id;
        sql("""
                insert into watch_record (id, retirement_id, kind, meaning, key_arn, event_id, event_identity, event_time,
                    operation, error_code, error_message, principal, principal_kind, on_behalf_of, source_address, user_agent,
                    vpc_endpoint_id, encryption_context, record, seen_at)
                select gen_random_uuid(), retirement_id, kind, meaning, key_arn, 'e', 'e', event_time, EVIL, EVIL, EVIL, EVIL,
                    principal_kind, EVIL, EVIL, EVIL, EVIL, jsonb_build_object(EVIL, EVIL), record, seen_at
                from watch_record where retirement_id = '%s' and kind = 'SIGHTING' limit 1
                """.formatted(retirement));
        sql("""
                update inventory_key set aliases = array[EVIL], tags = jsonb_build_object(EVIL, EVIL), owner = EVIL,
                    owner_source = 'TAG', usage_operation = EVIL
                where key_arn = '%s'
                """.formatted(Part.HOSTILE.key()));
        sql("update retirement_member set aliases = array[EVIL] where retirement_id = '%s'".formatted(retirement));
        sql("""
                insert into attention (retirement_id, kind, since, detail, remedy)
                select id, 'DRIFT', state_since, EVIL, EVIL from retirement where id = '%s'
                """.formatted(retirement));
        sql("update feed set trouble = EVIL");
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var written = connection.createStatement()) {
            var changed = written.executeUpdate(statement.replace("EVIL", "$evil$" + Hostile.TEXT + "$evil$"));
            assertThat(changed).as(statement).isPositive();
        }
    }
}
