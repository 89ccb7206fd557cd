package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keysunset.standin.story.Daily;
import dev.keysunset.standin.story.Every;
import dev.keysunset.standin.story.Fading;
import dev.keysunset.standin.story.Habit;
import dev.keysunset.standin.story.Monthly;
import dev.keysunset.standin.story.Once;
import dev.keysunset.standin.story.Quarterly;
import dev.keysunset.standin.story.Sometime;
import dev.keysunset.standin.story.Yearly;
import dev.keysunset.standin.storybook.Stories;
import dev.keysunset.standin.wire.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The story files: all can be told, a bad one is named, and users add their own. */
class StoriesTest extends StandInFixture {
    private static final Path FILES = Path.of("src/standin/resources/standin/stories");
    private static final String NIGHT_WATCH = """
        name: night-watch
        about: A guard looks at midnight.
        values:
          title: gate
        key:
          story: looked at by the ${guard}
          workloads:
            - {operation: Decrypt, principal: "arn:aws:iam::${account}:role/${guard}", daily: "00:00"}
        """.replace("title: gate", "title: gate\n  guard: {oneOf: [alice, bob]}");

    private final Control control = new Control(standIn);

    @Test
    void indexListsEveryStoryFile() throws IOException {
        try (var files = Files.list(FILES)) {
            assertThat(Files.readAllLines(FILES.resolve("index.txt")))
                    .containsExactlyElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                                    .sorted()
                                    .toList());
        }
        assertThat(Stories.builtIn().all()).hasSizeGreaterThan(20).allSatisfy(story -> {
            assertThat(FILES.resolve(story.name() + ".yaml")).exists();
            assertThat(story.about()).endsWith(".");
            assertThat(story.weight()).isPositive();
        });
    }

    @Test
    void everyStoryCanBeTold() throws Exception {
        for (var story : control.get("/stories").path("stories")) {
            var made = control.post("/fleet", """
                {'story':'%s','account':'111122223333','region':'eu-west-1','count':2}\
                """.formatted(story.path("name").asText()));
            assertThat(made.path("keyArns")).as(story.toString()).hasSize(2);
        }
        standIn.clock().advance(Duration.ofDays(100));
        assertThat(standIn.calls())
                .hasSizeGreaterThan(500)
                .filteredOn(call -> call.errorCode().isPresent())
                .as("nobody stands in the way of the applications")
                .isEmpty();
    }

    @Test
    void tellsAStoryThatAUserBringsAlong(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("night-watch.yaml"), NIGHT_WATCH);
        try (var other = StandIn.start(options().withStories(folder))) {
            var keys = new Control(other).post("/fleet", """
                {'story':'night-watch','account':'111122223333','region':'eu-west-1','values':{'guard':'carol'}}\
                """);
            assertThat(keys.path("keyArns")).hasSize(1);
            other.clock().advance(Duration.ofDays(1));
            assertThat(other.calls())
                    .extracting(call -> call.received().caller().arn())
                    .containsExactly("arn:aws:sts::111122223333:assumed-role/carol/carol");
        }
    }

    @Test
    void takesAStoryWhileItRuns() throws Exception {
        assertThat(control.post("/stories", NIGHT_WATCH).path("name").asText()).isEqualTo("night-watch");
        control.post("/fleet", "{'story':'night-watch','account':'111122223333','region':'eu-west-1','count':30}");
        assertThat(control.get("/keys").path("keys"))
                .extracting(key -> key.path("story").asText())
                .contains("looked at by the alice", "looked at by the bob");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        weight: many                        | weight: not a whole number: many
        weigth: 3                           | weigth: is unknown here
        key: {age: 3 years}                 | key.age: not an ISO 8601 duration such as P1D: 3 years
        key: {alias: "alias/${nmae}"}       | key.alias: there is no value ${nmae}; there are [account, age,
        key: {keySpec: AES_512}             | key.keySpec: one of [SYMMETRIC_DEFAULT
        key: {policy: {guard: 3}}           | key.policy.guard: is unknown here
        key: {policy: {serving: "a\\"b"}}   | key.policy: Not JSON:
        key: {policy: {guarded: 3, serving: s3.amazonaws.com}} | key.policy: one of [awsManaged, guarded, serving, sharedWith]
        key: {policy: "{}"}                 | key.policy: A policy needs a Statement
        key: {lastUsedAgo: habit}           | key.lastUsedAgo: habit needs a first workload
        key: {workloads: [{operation: Decrypt}]} | key.workloads[0]: one habit of [daily,
        key: {workloads: [{operation: Decript, daily: "03:00"}]} | key.workloads[0].operation: one of [CreateGrant,
        key: {workloads: [{operation: Sign, principal: me, daily: "3"}]} | key.workloads[0].daily: not a time of day such as 03:00: 3
        key: {workloads: [{operation: Sign, principal: me, monthly: 31}]} | key.workloads[0].monthly: 1 to 28, not 31
        key: {workloads: [{operation: Sign, principal: me, monthly: 1}]} | key.workloads[0].principal: an IAM or STS ARN
        values: {title: {oneOf: []}}        | values.title: oneOf needs something to choose from
        values: {title: {between: [9, 1]}}  | values.title: between needs the least before the greatest
        values: {title: "${a}", a: "${a}"}  | values.a: stands for itself
        """)
    void refusesToStartWithABadStory(String line, String message, @TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "name: bad\nabout: Wrong.\n" + line + "\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandIn.start(options().withStories(folder)).close())
                .withMessageStartingWith("bad.yaml: ")
                .withMessageContaining(message);
    }

    static Stream<Arguments> habits() {
        var three = LocalTime.of(3, 0);
        return Stream.of(
                Arguments.of(new Daily(LocalTime.of(9, 0)), "2026-11-02T09:00:00Z", "2026-11-03T09:00:00Z"),
                Arguments.of(new Monthly(28, three), "2026-10-28T03:00:00Z", "2026-11-28T03:00:00Z"),
                Arguments.of(new Quarterly(2, three), "2026-10-02T03:00:00Z", "2027-01-02T03:00:00Z"),
                Arguments.of(new Yearly(MonthDay.of(2, 29), three), "2026-02-28T03:00:00Z", "2027-02-28T03:00:00Z"),
                Arguments.of(
                        new Every(START.plus(Duration.ofDays(1)), Duration.ofDays(7)),
                        "2026-10-27T09:00:00Z",
                        "2026-11-03T09:00:00Z"),
                Arguments.of(new Once(START.plusSeconds(1)), null, "2026-11-02T09:00:01Z"),
                Arguments.of(new Once(START), "2026-11-02T09:00:00Z", null),
                Arguments.of(
                        new Fading(START.minus(Duration.ofDays(3)), Duration.ofDays(1)),
                        "2026-11-02T09:00:00Z",
                        "2026-11-06T09:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void knowsWhenAHabitRanAndWillRun(Habit habit, String previous, String next) {
        assertThat(habit.previous(START))
                .isEqualTo(Optional.ofNullable(previous).map(Instant::parse));
        assertThat(habit.next(START)).isEqualTo(Optional.ofNullable(next).map(Instant::parse));
    }

    @Test
    void cannotBeForetoldButComesOnceInEveryPeriod() {
        var habit = new Sometime(7, Duration.ofDays(30));
        var run = START;
        for (int i = 0; i < 20; i++) {
            var next = habit.next(run).orElseThrow();
            assertThat(habit.previous(next)).contains(next);
            assertThat(Duration.between(run, next)).isPositive().isLessThan(Duration.ofDays(60));
            run = next;
        }
        assertThat(new Sometime(8, Duration.ofDays(30)).next(START)).isNotEqualTo(habit.next(START));
    }

    @Test
    void stormsWhenAKeyIsDisabled() throws Exception {
        var arn = control.post("/fleet", """
            {'story':'retry-storm','account':'111122223333','region':'us-east-1','values':{'day':'1'}}\
            """).path("keyArns").path(0).asText();
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(arn));
        standIn.clock().advance(Duration.ofDays(2));
        assertThat(refusals()).hasSize(300);
    }

    @Test
    void usesTheReplicaInTheOtherRegion() throws Exception {
        control.post("/fleet", """
            {'story':'family-replica','account':'111122223333','region':'us-east-1','values':{'day':'1'}}\
            """);
        standIn.clock().advance(Duration.ofDays(2));
        assertThat(standIn.calls())
                .extracting(call -> call.key().orElseThrow().region())
                .containsExactly("eu-west-1");
    }

    private List<CallLog.Entry> refusals() {
        return standIn.calls().stream()
                .filter(call -> call.errorCode().equals(Optional.of("DisabledException")))
                .toList();
    }
}
