package dev.keysunset.startup.database;

import dev.keysunset.startup.refusal.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * The folder of one embedded PostgreSQL, owned by one service at a time. The operating system gives the ownership back when
 * the owner ends, however it ends; so whoever owns the folder knows that a postmaster in it is an orphan.
 */
final class DatabaseFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private DatabaseFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DatabaseFolder own(Path given) {
        var folder = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(lock)) {
                lock.close();
                throw new StartRefused(
                        "another Keysunset is running on " + folder
                                + "; end it, or choose another folder (keysunset.database.dir, for the demo keysunset.demo.dir)");
            }
            return new DatabaseFolder(folder, lock);
        } catch (IOException e) {
            throw new StartRefused("cannot use the folder " + folder + " for the database: " + e.getMessage(), e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    Path cluster() {
        return folder.resolve("cluster");
    }

    /** Not above the cluster: zonky deletes old clusters that it finds below its working folder. */
    Path binaries() {
        return folder.resolve("binaries");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    /** Deletes the cluster with all data in it; binaries and log stay. */
    void empty() {
        if (!Files.exists(cluster())) {
            return;
        }
        try (var files = Files.walk(cluster())) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + cluster(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + folder + " back", e);
        }
    }
}
