package dev.keysunset.e2e;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The packaged service, unless told otherwise over an embedded PostgreSQL in a folder that outlives it. */
final class ServiceProcess implements AutoCloseable {
    /** The port is the service's own choice: one that we found free could be its PostgreSQL's by the time it listens. */
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Started and ready; REST Assured talks to it from now on. */
    static ServiceProcess start(Path folder, Map<String, String> settings) {
        var command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-Dquarkus.http.port=0");
        command.add("-Dkeysunset.database.dir=" + folder.resolve("postgres"));
        command.addAll(List.of("-jar", System.getProperty("keysunset.service")));
        try {
            var log = Files.createTempFile(folder, "service-", ".log");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
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

    /** Frozen in the middle of whatever it does, as by a garbage collection or a migrating virtual machine. */
    void freeze() {
        signal("STOP");
    }

    /** Goes on as if no time had passed. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (sent != 0) {
                throw new IllegalStateException("kill -" + name + " answered " + sent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has logged so far. */
    String told() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of it outlives its test, however that ends. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** As an operator stops it. */
    void stop() {
        process.destroy();
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }

    private ServiceProcess ready() {
        var ready = false;
        try {
            await("ready, see " + log).atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || answersReady());
            ready = process.isAlive();
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
        if (!ready) {
            throw new AssertionError("it did not start: " + told());
        }
        RestAssured.port = port().orElseThrow();
        return this;
    }

    private boolean answersReady() {
        var port = port();
        if (port.isEmpty()) {
            return false;
        }
        try {
            return given().port(port.getAsInt()).get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            // Nobody listens any more; REST Assured throws what the socket says.
            return false;
        }
    }

    private OptionalInt port() {
        return LISTENING
                .matcher(told())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
    }
}
