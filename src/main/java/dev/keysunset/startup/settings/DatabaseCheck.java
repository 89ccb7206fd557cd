package dev.keysunset.startup.settings;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A configured database must be there and take writes. The embedded one is started later. */
final class DatabaseCheck implements StartCheck {
    private static final int SECONDS = 5;
    private static final String CAN_WRITE =
            "select not pg_is_in_recovery() and not current_setting('transaction_read_only')::bool";

    @Override
    public Stream<Complaint> complaints(Settings settings) {
        return settings.text(Settings.JDBC_URL).stream()
                .flatMap(url -> complaint(url, settings).stream())
                .map(why -> new Complaint(Settings.JDBC_URL, why));
    }

    private static Optional<String> complaint(String url, Settings settings) {
        if (!url.startsWith("jdbc:postgresql:")) {
            return Optional.of("Keysunset works on PostgreSQL only; give jdbc:postgresql://host:5432/database");
        }
        try {
            return writable(url, settings)
                    ? Optional.empty()
                    : Optional.of("the database is read-only, such as a standby; name the primary");
        } catch (SQLException e) {
            return Optional.of("the database cannot be used: " + e.getMessage());
        }
    }

    private static boolean writable(String url, Settings settings) throws SQLException {
        try (var connection = database(url, settings).getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(CAN_WRITE)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static PGSimpleDataSource database(String url, Settings settings) {
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        settings.text("quarkus.datasource.username").ifPresent(database::setUser);
        settings.text("quarkus.datasource.password").ifPresent(database::setPassword);
        database.setConnectTimeout(SECONDS);
        database.setLoginTimeout(SECONDS);
        database.setSocketTimeout(SECONDS);
        return database;
    }
}
