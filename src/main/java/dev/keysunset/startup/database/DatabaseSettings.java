package dev.keysunset.startup.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The embedded PostgreSQL, used as long as {@code quarkus.datasource.jdbc.url} names no other. */
@ConfigMapping(prefix = "keysunset.database")
public interface DatabaseSettings {
    /** The folder of the data, relative to the working folder. It belongs on a disk that is backed up. */
    @WithDefault("data/postgres")
    Path dir();
}
