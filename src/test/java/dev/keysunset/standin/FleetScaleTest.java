package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.storybook.FleetChoice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.KeyListEntry;

/** Large fleets, through the API, and in how much memory; how fast they are, src/bench measures. */
@Execution(ExecutionMode.CONCURRENT)
class FleetScaleTest {
    private static final int KEYS = 10_000;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void listsTenThousandKeysPageByPage() {
        var fleet = new FleetChoice.Drawn(KEYS, List.of(StandInFixture.ACCOUNT), List.of("us-east-1"));
        try (var standIn = StandIn.start(StandInFixture.options().withFleet(fleet));
                var clients = new Clients(standIn)) {
            var kms = clients.kms(StandInFixture.ACCOUNT);
            var listed = kms.listKeysPaginator(request -> request.limit(1000)).keys().stream()
                    .map(KeyListEntry::keyArn)
                    .toList();
            assertThat(listed).hasSize(KEYS).doesNotHaveDuplicates();
            assertThat(kms.listAliasesPaginator(request -> request.keyId(listed.getLast()))
                            .aliases())
                    .singleElement()
                    .satisfies(alias -> assertThat(alias.targetKeyId()).isEqualTo(idOf(listed.getLast())));
        }
    }

    /** A program with no more heap than that makes the fleet and tells of every key. */
    @ParameterizedTest
    @CsvSource({"10000, -Xmx100m", "100000, -Xmx400m"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void keepsAFleetInLittleMemory(int keys, String heap) throws Exception {
        var program = program(keys, heap);
        try (var output = program.inputReader(StandardCharsets.UTF_8)) {
            var line = output.readLine();
            assertThat(line).startsWith("stand-in listening on http");
            assertThat(told(URI.create(line.substring(line.indexOf("http"))))).hasSizeGreaterThanOrEqualTo(keys);
        } finally {
            program.destroy();
        }
    }

    private static Process program(int keys, String heap) throws IOException {
        var java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        var program = new ProcessBuilder(java, heap, "-cp", System.getProperty("java.class.path", ""));
        program.command().addAll(List.of(Main.class.getName(), "--fleet", Integer.toString(keys)));
        program.command().addAll(List.of("--speed", "0", "--until-stdin-closes"));
        return program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The ARN of every key. */
    private static Set<String> told(URI endpoint) throws IOException, InterruptedException {
        var mapper = JsonMapper.builder().build();
        var arns = new HashSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var after = Optional.of(0); after.isPresent(); ) {
                var page = HttpRequest.newBuilder(endpoint.resolve("/_standin/keys?limit=5000&after=" + after.get()))
                        .build();
                var told =
                        mapper.readTree(http.send(page, BodyHandlers.ofString()).body());
                told.path("keys").forEach(key -> arns.add(key.path("keyArn").asText()));
                after = Optional.of(told.path("next").asInt()).filter(next -> next > 0);
            }
        }
        return arns;
    }

    private static String idOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
