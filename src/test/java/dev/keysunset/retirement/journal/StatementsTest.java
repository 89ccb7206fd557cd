package dev.keysunset.retirement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.PostgresResource;
import dev.keysunset.retirement.RetirementRows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the statements refuse by themselves: asked of PostgreSQL, without the service around them. */
class StatementsTest {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private static Connection database;

    private UUID id = UUID.randomUUID();

    @BeforeAll
    static void migrate() throws SQLException {
        var settings = new PostgresResource().start();
        var url = settings.get("quarkus.datasource.jdbc.url");
        Flyway.configure().dataSource(url, "postgres", "postgres").load().migrate();
        database = DriverManager.getConnection(url, "postgres", "postgres");
        policy(1, 2);
        policy(2, 1);
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @BeforeEach
    void onlyOne() throws SQLException {
        execute("update retirement set live = false, next_due_at = null, lease_token = null, leased_until = null");
        id = retirement(2);
    }

    @Test
    void intendsWhatEnoughPeopleApproved() throws SQLException {
        approve("ann");
        assertThat(intend(0)).isOne();
    }

    @Test
    void intendsNothingThatNobodyApproved() throws SQLException {
        assertThat(intend(0)).isZero();
    }

    @Test
    void intendsNothingThatTheSubmitterApproved() throws SQLException {
        approve("sam");
        assertThat(intend(0)).isZero();
    }

    @Test
    void countsByThePolicyOfTheSubmission() throws SQLException {
        id = retirement(1);
        approve("ann");
        assertThat(intend(0)).isZero();
        approve("bob");
        assertThat(intend(0)).isOne();
    }

    @Test
    void intendsNothingOnceSomebodyHasSpokenSince() throws SQLException {
        approve("ann");
        assertThat(intend(1)).isZero();
    }

    @Test
    void leasesNothingTwiceWhateverTimeTheReplicaHas() throws SQLException {
        assertThat(claim("clock_timestamp() + interval '10 minutes'")).isEmpty();
        execute("update retirement set leased_until = clock_timestamp() - interval '1 second' where id = '" + id + "'");
        assertThat(claim("clock_timestamp() + interval '10 minutes'")).containsExactly(id);
    }

    @Test
    void leasesARollbackBeforeWhatIsLongerOverdue() throws SQLException {
        var rollback = retirement(2);
        execute("update retirement set urgency = 0, next_due_at = clock_timestamp() - interval '1 second' where id = '"
                + rollback + "'");
        execute("update retirement set lease_token = null, leased_until = null where live");
        assertThat(claim("clock_timestamp()")).containsExactly(rollback);
    }

    private static void policy(int version, int disableApprovals) throws SQLException {
        execute("insert into policy (name, version, rules, since) values ('test', " + version
                + ", '{\"consent\": {\"disableApprovals\": " + disableApprovals
                + ", \"deletionApprovals\": 2, \"approvalValidity\": \"PT24H\"}}', now())");
    }

    /** Approved and leased, on its way to its DisableKey. */
    private static UUID retirement(int policyVersion) throws SQLException {
        var id = UUID.randomUUID();
        execute("""
                insert into retirement (id, account_id, family_key, live, policy_name, policy_version, reason, submitted_by,
                    submitted_at, state, state_since, watched_since, version, next_due_at, urgency, lease_token, leased_until)
                values ('%1$s', '111122223333', '%1$s', true, 'test', %2$d, 'unused', 'sam',
                    now(), 'DISABLING', now(), now(), 0, now() - interval '1 hour', 2, '%1$s',
                    clock_timestamp() + interval '30 seconds')
                """.formatted(id, policyVersion));
        execute("""
                insert into retirement_member (retirement_id, key_arn, account_id, region, role, found_state, key_state, key_usage,
                    live)
                values ('%s', '%s', '111122223333', 'us-east-1', 'SINGLE', 'ENABLED', 'ENABLED', 'ENCRYPT_DECRYPT', false)
                """.formatted(id, KEY));
        return id;
    }

    private void approve(String person) throws SQLException {
        execute("""
                insert into approval (id, retirement_id, gate, assessment_hash, person, round, choice, comment, at)
                values (gen_random_uuid(), '%s', 'DISABLE', 'hash', '%s', 1, 'APPROVE', 'fine', now())
                """.formatted(id, person));
    }

    /** @return how many intents were written */
    private int intend(int version) throws SQLException {
        var values = Map.ofEntries(
                Map.entry("id", "gen_random_uuid()"),
                Map.entry("keyArn", "'" + KEY + "'"),
                Map.entry("action", "'DisableKey'"),
                Map.entry("days", "null"),
                Map.entry("at", "now()"),
                Map.entry("fencedUntil", "now() + interval '30 seconds'"),
                Map.entry("retirement", "'" + id + "'::uuid"),
                Map.entry("token", "'" + id + "'::uuid"),
                Map.entry("version", String.valueOf(version)),
                Map.entry("gate", "'DISABLE'"),
                Map.entry("hash", "'hash'"));
        try (var statement = database.createStatement()) {
            return statement.executeUpdate(
                    filled(statement(Intents.class, "GUARDED") + statement(Intents.class, "LOCK"), values));
        }
    }

    private static List<UUID> claim(String now) throws SQLException {
        var known = "'DISABLING'";
        var values = Map.of("now", now, "known", known, "lease", "30", "limit", "1", "urgentOnly", "false");
        var claimed = new ArrayList<UUID>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(filled(statement(RetirementRows.class, "CLAIM"), values))) {
            while (rows.next()) {
                claimed.add(rows.getObject("id", UUID.class));
            }
        }
        return claimed;
    }

    /** By reflection, because a constant would be copied into this class when it is compiled. */
    private static String statement(Class<?> owner, String name) {
        try {
            var field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return (String) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private static String filled(String statement, Map<String, String> values) {
        return PARAMETER.matcher(statement).replaceAll((MatchResult found) -> {
            var value = values.get(found.group(1));
            if (value == null) {
                throw new AssertionError("no value for " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
