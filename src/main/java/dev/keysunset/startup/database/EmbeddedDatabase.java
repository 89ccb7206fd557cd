package dev.keysunset.startup.database;

import dev.keysunset.startup.refusal.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real PostgreSQL in a folder, started by us and ended by us. As durable as any: what is committed survives the end of the
 * service and of the machine. Whoever can log in to this machine can read and write it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String USERNAME = "postgres";
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /** What becomes of the data of an earlier start. */
    public enum Earlier {
        KEPT,
        DELETED
    }

    private final DatabaseFolder folder;
    private final EmbeddedPostgres postgres;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(DatabaseFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Starts PostgreSQL on a folder, which is created when it is missing.
     *
     * @throws StartRefused when the folder is in use or PostgreSQL does not come up
     */
    public static EmbeddedDatabase start(Path path, Earlier data) {
        var folder = DatabaseFolder.own(path);
        try {
            new OrphanedPostmaster(folder.cluster()).end();
            if (data == Earlier.DELETED) {
                folder.empty();
            }
            return new EmbeddedDatabase(folder, start(folder));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedPostgres start(DatabaseFolder folder) {
        var log = Redirect.appendTo(folder.log().toFile());
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.cluster())
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.binaries().toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_PATIENCE)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    // zonky is made for tests and switches these off; the later setting wins.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new StartRefused(
                    "PostgreSQL does not start on " + folder.cluster() + ": " + e.getMessage() + "; it says why in "
                            + folder.log(),
                    e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Ends PostgreSQL in order. Closing twice does nothing more. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (folder) {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not end in order", e);
        }
    }
}
