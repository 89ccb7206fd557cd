package dev.keysunset.startup.demo;

import dev.keysunset.startup.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The stand-in as a child. It ends when we close its input, and so also when we are killed. */
final class StandInProcess implements AutoCloseable {
    private static final Pattern ENDPOINT = Pattern.compile("http://\\S+");

    private final Process process;
    private final URI endpoint;
    private final AtomicBoolean closing = new AtomicBoolean();

    private StandInProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** @throws StartRefused when it does not come up */
    static StandInProcess start(Path jar) {
        var command = List.of(
                java(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "--port",
                "0",
                "--fleet",
                "demo",
                "--speed",
                // Its time stands still until the service is ready to see it pass.
                "0",
                "--until-stdin-closes");
        try {
            var process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            return new StandInProcess(process, endpoint(process, jar));
        } catch (IOException e) {
            throw new StartRefused("the stand-in " + jar + " does not start: " + e.getMessage(), e);
        }
    }

    /** The JVM we run on: another java on the PATH may be too old. */
    private static String java() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() -> Path.of(System.getProperty("java.home", ""), "bin", "java")
                        .toString());
    }

    private static URI endpoint(Process process, Path jar) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        var line = output.readLine();
        var endpoint = ENDPOINT.matcher(line == null ? "" : line);
        if (!endpoint.find()) {
            process.destroyForcibly();
            throw new StartRefused("the stand-in " + jar + " does not say where it listens");
        }
        discard(output);
        return URI.create(endpoint.group());
    }

    /** Nobody reads what it says later, but it must never wait for a reader. */
    private static void discard(BufferedReader output) {
        Thread.ofVirtual().name("standin-output").start(() -> output.lines().forEach(_ -> {}));
    }

    URI endpoint() {
        return endpoint;
    }

    /** @param then what to do when it ends although we did not ask it to */
    void onUnexpectedEnd(Runnable then) {
        var _ = process.onExit().thenRun(() -> {
            if (!closing.get()) {
                then.run();
            }
        });
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            process.destroy();
        }
    }
}
