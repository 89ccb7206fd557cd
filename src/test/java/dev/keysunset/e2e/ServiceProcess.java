package dev.keysunset.e2e;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service over an embedded PostgreSQL in a folder that outlives it. */
final class ServiceProcess {
    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Started and ready; REST Assured talks to it from now on. */
    static ServiceProcess start(Path folder, Map<String, String> settings) {
        var port = freePort();
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dkeysunset.database.dir=" + folder.resolve("postgres"));
        command.addAll(List.of("-jar", System.getProperty("keysunset.service")));
        var log = folder.resolve("service.log");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            RestAssured.port = port;
            return new ServiceProcess(process, log).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}: no hook runs, and its PostgreSQL lives on. */
    void kill() {
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }

    /** As an operator stops it. */
    void stop() {
        process.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }

    private ServiceProcess ready() {
        await("ready, see " + log).atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || answersReady());
        if (!process.isAlive()) {
            throw new AssertionError("it did not start, see " + log);
        }
        return this;
    }

    private static boolean answersReady() {
        try {
            return given().get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            // Nobody listens yet; REST Assured throws what the socket says.
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
