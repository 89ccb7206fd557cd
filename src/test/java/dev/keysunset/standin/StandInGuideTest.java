package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/standin.md says what the stand-in is: its tables are the program's own, and the tests that it names exist. */
class StandInGuideTest extends StandInFixture {
    private static final Path GUIDE = Path.of("docs/standin.md");
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");

    @Test
    void listsEverySetting() throws Exception {
        var rows = rows(
                get("/settings").path("settings"),
                setting -> "| `%s` | %s | %s |"
                        .formatted(text(setting, "name"), text(setting, "standard"), text(setting, "meaning")));
        assertThat(section("Settings")).contains(rows);
    }

    @Test
    void listsEveryRouteOfTheControlApi() throws Exception {
        var rows = rows(
                get("").path("routes"),
                route -> "| `%s %s` | %s |"
                        .formatted(text(route, "method"), text(route, "path"), text(route, "meaning")));
        assertThat(section("Control API")).contains(rows);
    }

    @Test
    void listsEveryOperation() throws Exception {
        var rows = get("/operations").properties().stream()
                .map(service -> "| %s | %s |"
                        .formatted(
                                service.getKey(),
                                StreamSupport.stream(service.getValue().spliterator(), false)
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));
        assertThat(section("Operations")).contains(rows);
    }

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        var named = TEST_CLASS.matcher(Files.readString(GUIDE)).results().map(match -> match.group(1));
        var existing = testClasses();
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(existing).contains(name));
    }

    @Test
    void namesEveryTestOfTheStandIn() throws IOException {
        var named = TEST_CLASS
                .matcher(section("What is covered, and by which test"))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        try (var files = Files.walk(Path.of("src/test/java/dev/keysunset/standin"))) {
            var tests = files.map(StandInGuideTest::className)
                    .filter(name -> name.endsWith("Test"))
                    .toList();
            assertThat(named).containsAll(tests);
        }
    }

    private static List<String> testClasses() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.map(StandInGuideTest::className).toList();
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    private static String rows(JsonNode items, Function<JsonNode, String> row) {
        return StreamSupport.stream(items.spliterator(), false).map(row).collect(Collectors.joining("\n"));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    private static String section(String title) throws IOException {
        var guide = Files.readString(GUIDE);
        var start = guide.indexOf("\n## " + title + "\n");
        assertThat(start).as("the section " + title).isNotNegative();
        var end = guide.indexOf("\n## ", start + 1);
        return end < 0 ? guide.substring(start) : guide.substring(start, end);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin" + path))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return JsonMapper.builder()
                    .build()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
