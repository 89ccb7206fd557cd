package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.Guide;
import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import dev.keysunset.retirement.approvals.Approvals;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docs/operations/planned.md shows works: its answer is the API's, and its scripts run against the service. */
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class PlannedGuideTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @TestHTTPResource("/api/v1")
    URI api;

    @TempDir
    Path workplace;

    private final Map<KeyArn, UUID> retirements = new HashMap<>();

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void everyFieldOfTheAnswerThatItShowsIsTheApisOwn() throws IOException {
        var shown = Guide.of("operations/planned.md")
                .block("Looking up a key")
                .lines()
                .dropWhile(line -> !line.startsWith("{"))
                .reduce("", (text, line) -> text + line.replace(", …}", "}"));
        var answer = as("viewer")
                .queryParam("keyArn", pending().toString())
                .get("/api/v1/planned")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(fields(JSON.readTree(answer))).containsAll(fields(JSON.readTree(shown)));
    }

    /** The service is real; in place of the AWS CLI stands a script that has findings to tell and keeps what it is told. */
    @Test
    void suppressesTheFindingsOfPlannedKeysAndNoOthers() throws Exception {
        var planned = pending();
        var disabled = disabled();
        var nobodys = stage.keys.create(RetirementWorld.PLACE);
        var findings = new StringBuilder();
        List.of(planned, disabled, nobodys)
                .forEach(key -> findings.append("finding-of-%s\tarn:product\t%s%n".formatted(key.keyId(), key)));
        Files.writeString(workplace.resolve("findings"), findings);
        program("aws", """
                if [ "$2" = get-findings ]; then printf '%s' "$4" > filters; cat findings; else printf '%s\\n' "$*" >> updates; fi
                """);

        run("AWS Config and Security Hub");

        assertThat(fields(JSON.readTree(Files.readString(workplace.resolve("filters")))))
                .contains("ComplianceSecurityControlId", "WorkflowStatus", "RecordState");
        assertThat(Files.readAllLines(workplace.resolve("updates")))
                .singleElement()
                .asString()
                .startsWith("securityhub batch-update-findings --finding-identifiers")
                .contains(
                        "Id=finding-of-" + planned.keyId() + ",ProductArn=arn:product",
                        "--workflow Status=SUPPRESSED",
                        "Text=planned: " + retirements.get(planned) + ",UpdatedBy=");
    }

    @Test
    void makesAMutelistOfTheKeysThatArePending() throws Exception {
        var one = pending();
        var other = pending();
        var disabled = disabled();
        program("prowler", "printf '%s' \"$*\" > asked\n");

        run("Prowler");

        assertThat(workplace.resolve("asked")).hasContent("aws --mutelist-file mutelist.yaml");
        Map<String, Object> mutelist = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(workplace.resolve("mutelist.yaml")));
        var checks = at(at(at(at(mutelist, "Mutelist"), "Accounts"), RetirementWorld.PLACE.accountId()), "Checks");
        var muted = at(checks, "kms_cmk_not_deleted_unintentionally");
        assertThat(muted.get("Regions")).isEqualTo(List.of("*"));
        assertThat(muted.get("Resources"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(one.keyId(), other.keyId())
                .doesNotContain(disabled.keyId());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> yaml, String only) {
        return (Map<String, Object>) Objects.requireNonNull(yaml.get(only), only);
    }

    private KeyArn pending() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = disabled(key);
        stage.move(
                id, new RetirementState.AwaitingDeletionApproval(stage.clock.now(), stage.window()), Cause.WATCH_CLEAR);
        stage.move(
                id,
                new RetirementState.PendingDeletion(
                        stage.clock.now(),
                        stage.window(),
                        Optional.of(stage.clock.now().plus(Duration.ofDays(7)))),
                Cause.CONFIRMED_SCHEDULED);
        rest(id);
        return key;
    }

    private KeyArn disabled() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        rest(disabled(key));
        return key;
    }

    private UUID disabled(KeyArn key) {
        var id = stage.submit(key);
        retirements.put(key, id);
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        approvals.give(stage.word(id, "approver"), Gate.DISABLE, Choice.APPROVE);
        stage.disableSent(id, "aws-request");
        stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
        return id;
    }

    /** Out of the way of the next one, which has to be the only one that is due. */
    private void rest(UUID id) {
        stage.stay(id, Duration.ofDays(9));
    }

    private void program(String name, String body) throws IOException {
        var file = Files.writeString(workplace.resolve(name), "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** As the page shows it, in a folder that is first on the PATH. */
    private void run(String heading) throws Exception {
        List.of("bash", "curl", "jq").forEach(PlannedGuideTest::need);
        var path = System.getenv().getOrDefault("PATH", "");
        var script = new ProcessBuilder(
                        "bash",
                        "-euo",
                        "pipefail",
                        "-c",
                        Guide.of("operations/planned.md").block(heading))
                .directory(workplace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(workplace.resolve("output").toFile());
        script.environment()
                .putAll(Map.of(
                        "PATH",
                        workplace + File.pathSeparator + path,
                        "api",
                        api.toString(),
                        "user",
                        "viewer",
                        "password",
                        "viewer"));
        var running = script.start();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue())
                .as(Files.readString(workplace.resolve("output")))
                .isZero();
    }

    /** A machine of a developer may lack it. */
    private static void need(String program) {
        var found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
        if (!found) {
            abort("the scripts were not tried: there is no " + program + " on the PATH");
        }
    }

    /** The names of all fields, each with those around it. */
    private static SortedSet<String> fields(JsonNode document) {
        var fields = new TreeSet<String>();
        collect("", document, fields);
        return fields;
    }

    private static void collect(String around, JsonNode node, SortedSet<String> fields) {
        node.forEach(element -> {
            if (node.isArray()) {
                collect(around, element, fields);
            }
        });
        node.properties().forEach(field -> {
            fields.add(around + field.getKey());
            collect(around + field.getKey() + ".", field.getValue(), fields);
        });
    }
}
