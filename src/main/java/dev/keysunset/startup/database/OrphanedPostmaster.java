package dev.keysunset.startup.database;

import dev.keysunset.startup.refusal.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The postmaster that a killed service left behind. It is a daemon of its own and goes on holding its cluster; it is asked to
 * end in order, so that the cluster is whole when the next one starts.
 */
final class OrphanedPostmaster {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path cluster;
    private final Path pidFile;

    /** @param cluster a folder that no running service owns */
    OrphanedPostmaster(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Returns once no postmaster is at work on the cluster; refuses the start when one would not go. */
    void end() {
        if (!Files.exists(pidFile)) {
            return;
        }
        switch (pid().flatMap(ProcessHandle::of)) {
            case Optional<ProcessHandle> process when process.isEmpty() -> {
                // The postmaster died with the machine; PostgreSQL itself recognises such a file and recovers.
            }
            case Optional<ProcessHandle> process when isOurs(process.get()) -> end(process.get());
            // The number was given to another program since, which PostgreSQL could not tell from a living postmaster.
            default -> forget();
        }
    }

    private void end(ProcessHandle postmaster) {
        postmaster.destroy();
        try {
            postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartRefused(
                    "PostgreSQL (process " + postmaster.pid() + ") still works on " + cluster
                            + " for somebody and did not end when asked; end it with: kill -INT " + postmaster.pid(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("interrupted while an earlier PostgreSQL was ending", e);
        }
    }

    private Optional<Long> pid() {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + pidFile, e);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        var command = process.info().command().orElse("");
        if (command.isEmpty()) {
            throw new StartRefused("process " + process.pid() + " belongs to somebody else and is named in " + pidFile
                    + "; if it is not PostgreSQL, delete that file");
        }
        var postgres = Path.of(command).endsWith("postgres");
        // Some systems do not show a process's arguments; there, the name has to do.
        var onThisCluster = process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                .orElse(true);
        return postgres && onThisCluster;
    }

    private void forget() {
        try {
            Files.delete(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + pidFile, e);
        }
    }
}
