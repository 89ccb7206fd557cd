package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.storybook.FleetChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fleets: the demo's, random ones from a seed, and those that users write. */
@Execution(ExecutionMode.CONCURRENT)
class FleetTest {
    private static final FleetChoice FLEET =
            new FleetChoice.Drawn(400, FleetChoice.accounts(3), List.of("us-east-1", "eu-west-1", "ap-southeast-2"));

    /** The demo's page, its instructions and its seeded retirements know these keys by name. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        eu-west-1:111122223333 | alias/invoice-pdf   | Enabled       | idle for 150 days
        eu-west-1:444455556666 | alias/survey-2022   | Enabled       | idle for 170 days
        us-east-1:444455556666 | alias/guarded-lake  | Enabled       | a key policy denies DisableKey until 90 days without use, which have passed
        us-east-1:444455556666 | alias/webhook-mac   | Enabled       | HMAC, idle
        us-east-1:111122223333 | alias/hsm-import    | Enabled       | imported material, still valid for 300 days
        eu-west-1:111122223333 | alias/gift-cards    | Enabled       | never used since its creation
        us-east-1:111122223333 | alias/quarter-close | Enabled       | a job that runs every 91 days, next on day 6, and tries again the next day if it fails
        eu-west-1:444455556666 | alias/parked        | Disabled      | found disabled
        us-east-1:444455556666 | alias/forgotten-import | PendingImport | imported material expired
        us-east-1:111122223333 | alias/aws/s3        | Enabled       | managed by AWS
        """)
    void demoHasItsKeys(String place, String alias, String state, String story) throws Exception {
        try (var demo = StandIn.start(StandInFixture.options().withFleet(FleetChoice.DEMO))) {
            assertThat(list(keys(demo)))
                    .hasSize(49)
                    .filteredOn(key -> place(key).equals(place)
                            && key.path("aliases").path(0).asText().equals(alias))
                    .singleElement()
                    .satisfies(key -> {
                        assertThat(key.path("keyState").asText()).isEqualTo(state);
                        assertThat(key.path("story").asText()).isEqualTo(story);
                    });
        }
    }

    @Test
    void oneSeedIsOneFleet() throws Exception {
        var options = StandInFixture.options().withFleet(FLEET).withSeed(42);
        try (var one = StandIn.start(options);
                var same = StandIn.start(options);
                var other = StandIn.start(options.withSeed(43))) {
            assertThat(keys(same)).isEqualTo(keys(one)).isNotEqualTo(keys(other));
            one.clock().advance(Duration.ofDays(7));
            same.clock().advance(Duration.ofDays(7));
            assertThat(same.calls()).hasSizeGreaterThan(500).isEqualTo(one.calls());
        }
    }

    @Test
    void randomFleetsAreMostlyIdleAndEverywhere() throws Exception {
        try (var standIn = StandIn.start(StandInFixture.options().withFleet(FLEET))) {
            var keys = list(keys(standIn));
            assertThat(keys)
                    .extracting(key -> place(key))
                    .contains("us-east-1:111122223333", "eu-west-1:444455556666", "ap-southeast-2:200000000002");
            assertThat(keys)
                    .as("every alias is one key's")
                    .extracting(key -> place(key) + key.path("aliases").path(0).asText())
                    .doesNotHaveDuplicates();
            standIn.clock().advance(Duration.ofDays(30));
            var used =
                    standIn.calls().stream().map(call -> call.key()).distinct().count();
            assertThat((double) used / keys.size()).isCloseTo(0.37, within(0.08));
        }
    }

    @Test
    void readsAFleetThatAUserWrote(@TempDir Path folder) throws Exception {
        try (var standIn = StandIn.start(StandInFixture.options().withFleet(written(folder, "idle")))) {
            var key = keys(standIn).path(0);
            assertThat(key.path("aliases").path(0).asText()).isEqualTo("alias/mine");
            assertThat(key.path("story").asText()).isEqualTo("idle for 70 days");
        }
    }

    @Test
    void namesTheEntryOfAFleetThatIsWrong(@TempDir Path folder) {
        assertThat(catchThrowable(() -> StandIn.start(StandInFixture.options().withFleet(written(folder, "lazy")))
                        .close()))
                .hasMessageContaining("mine.yaml: keys[0]: story: there is no lazy; there are [auto-scaling,");
    }

    @Test
    void refusesAPolicyThatIsNone(@TempDir Path folder) {
        assertThat(catchThrowable(() -> StandIn.start(
                                StandInFixture.options().withFleet(written(folder, "idle, key: {policy: '{'}")))
                        .close()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys[0]: ")
                .hasMessageContaining("policy: Not JSON");
        assertThat(catchThrowable(() -> KeyPlan.in(StandInFixture.PLACE, "").policy("{\"Statement\":[{}]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy: Effect must be Allow or Deny");
    }

    @Test
    void pagesThroughTheKeys() throws Exception {
        try (var standIn = StandIn.start(StandInFixture.options().withFleet(FLEET))) {
            var control = new Control(standIn);
            var first = control.get("/keys?limit=300");
            var rest = control.get("/keys?limit=300&after=" + first.path("next").asInt());
            assertThat(first.path("keys")).hasSize(300);
            assertThat(rest.has("next")).isFalse();
            assertThat(first.path("keys").size() + rest.path("keys").size())
                    .isEqualTo(keys(standIn).size());
        }
    }

    private static FleetChoice written(Path folder, String story) throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), """
            places:
              here: {account: "111122223333", region: eu-west-1}
            keys:
              - {in: here, story: %s, name: mine, days: 70}
            """.formatted(story));
        return new FleetChoice.Written(file);
    }

    private static String place(JsonNode key) {
        return key.path("keyArn").asText().replaceFirst("arn:aws:kms:(.*):key/.*", "$1");
    }

    private static JsonNode keys(StandIn standIn) throws IOException, InterruptedException {
        return new Control(standIn).get("/keys?limit=10000").path("keys");
    }

    private static List<JsonNode> list(JsonNode keys) {
        return StreamSupport.stream(keys.spliterator(), false).toList();
    }
}
