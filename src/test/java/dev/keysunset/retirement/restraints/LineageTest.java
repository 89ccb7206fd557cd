package dev.keysunset.retirement.restraints;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What PostgreSQL itself says after it was started again, recovered, and made anew. */
@Execution(ExecutionMode.CONCURRENT)
class LineageTest {
    @TempDir
    Path folder;

    private Lineage known = new Lineage("none", 1);

    @BeforeEach
    void startForTheFirstTime() throws IOException, SQLException {
        known = started(folder);
    }

    @Test
    void hasLostNothingWhenItWasOnlyStartedAgain() throws IOException, SQLException {
        assertThat(started(folder).mayHaveLost(known)).isFalse();
    }

    @Test
    void mayHaveLostCommitsWhenItWasRecovered() throws IOException, SQLException {
        Files.createFile(folder.resolve("data").resolve("recovery.signal"));

        assertThat(started(folder).mayHaveLost(known)).isTrue();
    }

    @Test
    void mayHaveLostCommitsWhenItIsAnotherCluster(@TempDir Path elsewhere) throws IOException, SQLException {
        assertThat(started(elsewhere).mayHaveLost(known)).isTrue();
    }

    /** Asked as a user without any privilege, as a service may be. */
    private static Lineage started(Path folder) throws IOException, SQLException {
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                // Of what the archive has nothing: recovery ends at once, where the log ends.
                .setServerConfig("restore_command", "false")
                .setServerConfig("hot_standby", "off");
        try (var postgres = server.start();
                var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop role if exists plain");
            statement.execute("create role plain");
            statement.execute("set role plain");
            try (var row = statement.executeQuery(LineageStop.CURRENT)) {
                row.next();
                return new Lineage(row.getString("system"), row.getInt("timeline"));
            }
        }
    }
}
