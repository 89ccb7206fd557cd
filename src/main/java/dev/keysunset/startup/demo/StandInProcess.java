package dev.keysunset.startup.demo;

import dev.keysunset.startup.refusal.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The stand-in as a child. It ends when its input closes, and so also when we are killed. */
final class StandInProcess implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StandInProcess.class);

    /** Its time stands still until the service is ready to see it pass. */
    private static final List<String> ARGUMENTS =
            List.of("--port", "0", "--fleet", "demo", "--speed", "0", "--until-stdin-closes");

    /** Its network library uses memory as Java 25 warns of; the warning would be the first thing that a newcomer reads. */
    private static final List<String> JVM = List.of("-Xmx256m", "--sun-misc-unsafe-memory-access=allow");

    private static final Pattern ENDPOINT = Pattern.compile("http://\\S+");

    private final Process process;
    private final URI endpoint;
    private final AtomicBoolean closing = new AtomicBoolean();

    private StandInProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static StandInProcess start(Path jar) {
        return start(List.of("-jar", jar.toString()));
    }

    /**
     * Returns once it listens.
     *
     * @param program as java takes it on its command line
     * @throws StartRefused when it does not come up
     */
    static StandInProcess start(List<String> program) {
        var command = Stream.of(List.of(java()), JVM, program, ARGUMENTS)
                .flatMap(List::stream)
                .toList();
        try {
            var process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            return new StandInProcess(process, endpoint(process, program));
        } catch (IOException e) {
            throw new StartRefused("the stand-in for AWS does not start: " + e.getMessage(), e);
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

    private static URI endpoint(Process process, List<String> program) throws IOException {
        var output = process.inputReader(StandardCharsets.UTF_8);
        var line = output.readLine();
        var endpoint = ENDPOINT.matcher(line == null ? "" : line);
        if (!endpoint.find()) {
            process.destroyForcibly();
            throw new StartRefused(
                    "the stand-in for AWS does not say where it listens: java " + String.join(" ", program));
        }
        discard(output);
        return URI.create(endpoint.group());
    }

    /** Nobody reads what it says later, but it must never wait for a reader. */
    private static void discard(BufferedReader output) {
        Thread.ofVirtual().name("standin-output").start(() -> {
            try (output) {
                output.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                LOG.debugf(e, "the output of the stand-in closed under the reader, as it does when it is ended");
            }
        });
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
