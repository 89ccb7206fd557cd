import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged program of ours that runs while it is measured: the stand-in, or the service over a PostgreSQL of its own. */
record Running(Process process, URI address) implements AutoCloseable {
    /** @param heap what Java may use of it, as in {@code -Xmx1g} */
    static Running standIn(Path jar, String heap, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(heap, "-jar", jar.toString(), "--port", "0"));
        command.addAll(arguments);
        command.add("--until-stdin-closes");
        var process = java(command).start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("The stand-in did not start");
        }
        return new Running(process, URI.create(line.substring(line.indexOf("http"))));
    }

    /** In the demo's world, with nobody in it, and what {@code more} sets besides. It is not ready yet. */
    static Running service(Path target, Path folder, URI aws, Map<String, String> more) throws IOException {
        var port = freePort();
        var settings = new LinkedHashMap<String, String>();
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("keysunset.demo.enabled", "true");
        settings.put("keysunset.demo.endpoint", aws.toString());
        settings.put("keysunset.demo.dir", folder.resolve("postgres").toString());
        settings.put("keysunset.demo.people", "false");
        settings.putAll(more);
        var command = new ArrayList<>(List.of("-Xmx1g"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        var jar = target.resolve("quarkus-app/quarkus-run.jar").toAbsolutePath();
        command.addAll(List.of("-jar", jar.toString()));
        var process = java(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
        return new Running(process, URI.create("http://127.0.0.1:" + port));
    }

    /** A class histogram counts what is alive, after a full collection. */
    double liveMegabytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
        try (var lines = histogram.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToDouble(line -> Double.parseDouble(line.trim().split("\\s+")[2]) / 1e6)
                    .sum();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder java(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
