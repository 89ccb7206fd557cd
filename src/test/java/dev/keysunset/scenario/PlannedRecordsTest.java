package dev.keysunset.scenario;

import static dev.keysunset.scenario.StillWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.Guide;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** By the records of CloudTrail, what docs/operations/planned.md says of planned calls is so, and its rules mute those alone. */
@QuarkusTest
@TestProfile(StillWorld.Profile.class)
class PlannedRecordsTest {
    private static final Place PLACE = new Place("200000000014", "us-east-1");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Inject
    StillWorld.Hands hands;

    private String retirement = "";
    private JsonNode planned = JSON.missingNode();
    private JsonNode strangers = JSON.missingNode();

    /** The service disables a key, and somebody else another. */
    @BeforeEach
    void bothAreDisabled() throws IOException {
        var ours = key();
        var theirs = key();
        hands.settle();
        var journey = Journey.of(ours);
        hands.settle();
        assertThat(journey.decide("ann", "DISABLE", "APPROVE").statusCode()).isEqualTo(201);
        hands.settle();
        Outsider.disable(standIn(), theirs);
        hands.pass(Duration.ofHours(1));
        retirement = journey.id;
        planned = record(ours);
        strangers = record(theirs);
    }

    @Test
    void aPlannedCallLooksAsThePageSays() throws IOException {
        var effect = Journey.as("ann")
                .get("/api/v1/retirements/" + retirement + "/effects")
                .jsonPath()
                .getString("items[0].id");
        assertThat(planned.at("/userIdentity/arn").asText())
                .isEqualTo("arn:aws:sts::" + PLACE.account() + ":assumed-role/KeysunsetMember/keysunset." + effect);
        assertThat(planned.at("/userIdentity/sessionContext/sourceIdentity").asText())
                .isEqualTo(retirement);
        assertThat(planned.path("userAgent").asText()).containsPattern("keysunset/\\S");
        assertThat(strangers.at("/userIdentity/arn").asText()).doesNotContain("keysunset");
    }

    @Test
    void theMetricFilterCountsTheCallsOfOthersAlone() throws IOException {
        var rows = Pattern.compile("CIS metric filter[^|]*\\| `\\{(.+?)}` \\| add `(.+?)` \\|")
                .matcher(Guide.of("operations/planned.md").text().replace("\\|", "|"));
        assertThat(rows.find()).isTrue();
        var before = "{" + rows.group(1) + "}";
        var after = ofHere("{" + rows.group(1) + " " + rows.group(2) + "}");
        assertThat(matched(before)).as("before").contains(id(planned), id(strangers));
        assertThat(matched(after)).as("after").contains(id(strangers)).doesNotContain(id(planned));
    }

    @Test
    void theSigmaRuleFindsTheCallsOfOthersAlone() throws IOException {
        Map<String, Map<String, Object>> rule = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(ofHere(Guide.of("operations/planned.md").block("Detection rules")));
        var detection = Objects.requireNonNull(rule.get("detection"));
        var selection = Objects.requireNonNull(detection.get("selection"));
        var filter = Objects.requireNonNull(detection.get("filter_planned"));
        assertThat(detection).containsEntry("condition", "selection and not filter_planned");
        for (var call : List.of(planned, strangers)) {
            assertThat(holds(selection, call)).isTrue();
        }
        assertThat(holds(filter, planned)).isTrue();
        assertThat(holds(filter, strangers)).isFalse();
        var canary = planned.toString().replace("/keysunset.", "/keysunset-canary.");
        assertThat(holds(filter, JSON.readTree(canary)))
                .as("canaries are told apart")
                .isFalse();
    }

    /** As much of Sigma's conditions as the page uses: all fields of a map, any of a list's values. */
    @SuppressWarnings("unchecked")
    private static boolean holds(Object conditions, JsonNode call) {
        return ((Map<String, Object>) conditions).entrySet().stream().allMatch(condition -> {
            var field = condition.getKey().split("\\|", 2);
            var value = call.at("/" + field[0].replace('.', '/')).asText();
            var wanted = condition.getValue() instanceof List<?> any ? any : List.of(condition.getValue());
            return wanted.stream()
                    .map(String::valueOf)
                    .anyMatch(text -> field.length > 1 ? value.startsWith(text) : value.equals(text));
        });
    }

    private static String ofHere(String rule) {
        return rule.replace("111122223333", PLACE.account());
    }

    private static KeyArn key() {
        return standIn()
                .fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
    }

    private static String id(JsonNode call) {
        return call.path("eventID").asText();
    }

    /** The record of its DisableKey, which the log may hold more than once: CloudTrail delivers at least once. */
    private static JsonNode record(KeyArn key) throws IOException {
        var found = read("{ $.eventName = DisableKey }").stream()
                .filter(text -> text.contains(key.id()))
                .distinct()
                .toList();
        assertThat(found).hasSize(1);
        return JSON.readTree(found.getFirst());
    }

    private static List<String> matched(String pattern) {
        return read(pattern).stream()
                .map(text -> {
                    try {
                        return id(JSON.readTree(text));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<String> read(String pattern) {
        try (var logs = CloudWatchLogsClient.builder()
                .endpointOverride(standIn().endpoint())
                .region(Region.of(PLACE.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(PLACE.account(), StandInOptions.STANDARD_SECRET)))
                .build()) {
            return logs
                    .filterLogEventsPaginator(request ->
                            request.logGroupName("/aws/cloudtrail/management").filterPattern(pattern))
                    .events()
                    .stream()
                    .map(event -> event.message())
                    .toList();
        }
    }
}
