package dev.keysunset.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a command line: it answers without a database, a configuration or a service of its own. */
class CommandIT {
    @TempDir
    Path folder;

    private record Ended(int code, String told) {}

    @Test
    void answersWithoutStartingAService() throws IOException, InterruptedException {
        var version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.told()).containsPattern("keysunset \\d+\\.\\d+");

        var status = run("status", "--url", "http://127.0.0.1:1", "--user", "viewer");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.told()).contains("Keysunset does not answer at http://127.0.0.1:1");

        assertThat(run("retire").code()).as("no such command").isEqualTo(2);
        try (var left = Files.list(folder)) {
            assertThat(left).as("what it left behind").isEmpty();
        }
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-jar",
                System.getProperty("keysunset.service")));
        command.addAll(List.of(arguments));
        var building = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        building.environment().put("KEYSUNSET_PASSWORD", "viewer");
        var process = building.start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), told);
    }
}
