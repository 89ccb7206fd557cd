package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

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
        var hands = new HostileHands(cast, database);
        hands.peopleWrite();
        hands.awsTells();
        var key = Part.HOSTILE.key();
        reader.open("/");
        assertThat(reader.find(".banner.stop").innerText()).contains("<script");
        assertThat(reader.page().evaluate(ALIEN)).isEqualTo(0);
        for (var path : List.of(
                "/retirements",
                cast.retirement(Part.HOSTILE),
                cast.retirement(Part.HOSTILE_AT_GATE),
                "/approvals",
                cast.gate(Part.HOSTILE_AT_GATE),
                "/rollbacks?all=true",
                "/notifications?all=true",
                cast.rollback(Part.HOSTILE),
                "/keys?q=" + key.id(),
                Part.HOSTILE.page(),
                Part.GUARDED.page(),
                Part.ARCHIVED.page(),
                "/submit?key=" + key,
                "/submit?key=" + Part.ARCHIVED.key(),
                "/savings",
                "/feeds",
                "/history",
                "/stop",
                "/planned?keyArn=" + key)) {
            reader.open(path);
            assertThat(reader.find("main").innerText()).as(path).contains("<script");
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
                        "/notifications?target=",
                        "/stop?done=")
                .map(path -> path + written)
                .toList();
    }
}
