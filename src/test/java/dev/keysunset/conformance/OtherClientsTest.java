package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The AWS SDK for JavaScript walks the main paths: a client by other hands, with habits of its own. */
class OtherClientsTest {
    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path WORKPLACE = Path.of("target/npm");

    /** What a program wrote and how it ended. */
    private record Run(int status, String output) {}

    @Test
    void theSdkForJavaScriptWalksTheMainPaths() throws Exception {
        need("node");
        need("npm");
        install();
        try (var standIn = StandIn.start(StandInOptions.prompt().withRate(0))) {
            var tests = run(standIn.endpoint(), List.of("node", "--test"));
            assertThat(tests.status()).as(tests.output()).isZero();
            assertThat(tests.output()).contains("# fail 0").doesNotContain("# pass 0");
        }
    }

    private static void install() throws Exception {
        Files.createDirectories(WORKPLACE);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, WORKPLACE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var installed = run(
                URI.create(""),
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
        if (installed.status() != 0) {
            missing("npm ci failed: " + installed.output());
        }
    }

    private static void need(String program) {
        var found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
        if (!found) {
            missing("there is no " + program + " on the PATH");
        }
    }

    /** A machine of a developer may lack it; where the build is judged, a test that did not run is no pass. */
    private static void missing(String what) {
        var text = "The AWS SDK for JavaScript was not tried: " + what;
        if ("true".equals(System.getenv("CI"))) {
            fail(text);
        }
        abort(text);
    }

    private static Run run(URI endpoint, List<String> command) throws IOException, InterruptedException {
        var output = WORKPLACE.resolve(command.getFirst() + ".log");
        var builder = new ProcessBuilder(command)
                .directory(WORKPLACE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("KEYSUNSET_STANDIN_ENDPOINT", endpoint.toString());
        var process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return new Run(-1, "Not done after five minutes: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }
}
