package dev.keysunset.startup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keysunset.startup.database.EmbeddedDatabase.Earlier;
import dev.keysunset.startup.refusal.StartRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void isAsDurableAsAnyOther(String setting) throws SQLException {
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            assertThat(ask(database.jdbcUrl(), "show " + setting)).containsExactly("on");
        }
    }

    @Test
    void keepsWhatWasCommittedOverAnOrderlyEnd() throws SQLException {
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            run(database.jdbcUrl(), "create table kept (what text)", "insert into kept values ('a row')");
        }
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            assertThat(ask(database.jdbcUrl(), "select what from kept")).containsExactly("a row");
        }
    }

    @Test
    void endsThePostmasterThatAKilledServiceLeftBehindAndKeepsItsData()
            throws SQLException, IOException, InterruptedException {
        var service = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        Service.class.getName(),
                        folder.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        var url = service.inputReader(StandardCharsets.UTF_8).readLine();
        run(url, "create table kept (what text)", "insert into kept values ('committed just before the kill')");
        service.destroyForcibly().waitFor();
        var postmaster = ProcessHandle.of(pid()).orElseThrow();
        assertThat(postmaster.isAlive()).isTrue();
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            assertThat(postmaster.isAlive()).isFalse();
            assertThat(pid()).isNotEqualTo(postmaster.pid());
            assertThat(ask(database.jdbcUrl(), "select what from kept"))
                    .containsExactly("committed just before the kill");
        }
    }

    /** A service in a process of its own, that a test can kill. */
    static final class Service {
        private Service() {}

        public static void main(String... args) throws IOException {
            var database = EmbeddedDatabase.start(Path.of(args[0]), Earlier.KEPT);
            System.out.println(database.jdbcUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
            database.close();
        }
    }

    @Test
    void forgetsAPidThatNowBelongsToAnotherProgram() throws SQLException, IOException {
        EmbeddedDatabase.start(folder, Earlier.KEPT).close();
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            assertThat(ask(database.jdbcUrl(), "select 'up'")).containsExactly("up");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void startsEmptyWhenItIsToldTo() throws SQLException {
        try (var database = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            run(database.jdbcUrl(), "create table gone (what text)");
        }
        try (var database = EmbeddedDatabase.start(folder, Earlier.DELETED)) {
            assertThat(ask(database.jdbcUrl(), "select to_regclass('gone') is null"))
                    .containsExactly("t");
        }
    }

    @Test
    void refusesAFolderThatARunningServiceOwns() {
        try (var _ = EmbeddedDatabase.start(folder, Earlier.KEPT)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, Earlier.KEPT))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("another Keysunset is running on " + folder);
        }
    }

    @Test
    void refusesAPathThatIsNoFolder() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedDatabase.start(file, Earlier.KEPT))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void closesOnlyOnce() {
        var database = EmbeddedDatabase.start(folder, Earlier.KEPT);
        database.close();
        database.close();
        assertThat(pidFile()).doesNotExist();
    }

    private Path pidFile() {
        return folder.resolve("cluster").resolve("postmaster.pid");
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).getFirst());
    }

    private static void run(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url, EmbeddedDatabase.USERNAME, "");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> ask(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, EmbeddedDatabase.USERNAME, "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var answers = new ArrayList<String>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }
}
