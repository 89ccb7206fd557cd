package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Athena over the files of the organisation's trail. Amazon Athena API Reference, "StartQueryExecution" and its neighbours. */
class AthenaTest extends TrailFixture {
    private static final String LOGS_ACCOUNT = "999900001111";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
    private static final String QUESTION = """
            WITH calls AS (
                SELECT eventtime, eventname, eventid, useridentity.arn AS principal, requestparameters
                FROM "organization"
                WHERE account = '111122223333' AND region = 'us-east-1' AND "timestamp" BETWEEN '2026/11/01' AND '2029/01/01'
                    AND eventsource = 'kms.amazonaws.com' AND eventname NOT IN ('DisableKey', 'EnableKey')
            )
            SELECT key_arn, principal, eventname AS operation, min(eventtime) AS first_time, max(eventtime) AS last_time, times
            FROM calls CROSS JOIN UNNEST(keys) AS named (key_arn, keys, times)
            WHERE key_arn IN ('%s')
            """;

    @Test
    void tellsWhoUsedAKeyYearsAgo() {
        var key = used("role/reports", Duration.ZERO);
        standIn.clock().advance(Duration.ofDays(500));
        use(key, "role/payroll");
        allDelivered();

        assertThat(history(ACCOUNT)).noneMatch(event -> event.cloudTrailEvent().contains("role/reports"));
        var rows = rows(finished(QUESTION.formatted(key)));
        assertThat(rows).extracting(row -> row.get("principal")).containsExactly(role("payroll"), role("reports"));
        assertThat(rows).extracting(row -> row.get("operation")).containsOnly("Decrypt");
        assertThat(rows.getLast().get("last_time")).startsWith("2026-11-02T");
    }

    @Test
    void waitsAndRunsBeforeItHasARow() {
        var id = start(QUESTION.formatted(key()));
        assertThat(state(id)).isEqualTo(QueryExecutionState.QUEUED);
        standIn.clock().advance(Duration.ofSeconds(2));
        assertThat(state(id)).isEqualTo(QueryExecutionState.RUNNING);
        assertThat(errorOf(() -> athena().getQueryResults(r -> r.queryExecutionId(id)))
                        .errorMessage())
                .contains("has not yet finished", "RUNNING");
        standIn.clock().advance(LONG_ENOUGH);
        assertThat(state(id)).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void namesTheColumnsFirstAndTellsTheRestInPages() {
        var key = used("role/a", Duration.ZERO);
        use(key, "role/b");
        use(key, "role/c");
        allDelivered();
        var id = finished(QUESTION.formatted(key));

        var first = athena().getQueryResults(r -> r.queryExecutionId(id).maxResults(2));
        assertThat(cells(first.resultSet().rows().getFirst()))
                .containsExactly("key_arn", "principal", "operation", "first_time", "last_time", "times");
        assertThat(first.resultSet().rows()).hasSize(2);
        var second = athena().getQueryResults(
                        r -> r.queryExecutionId(id).maxResults(2).nextToken(first.nextToken()));
        assertThat(second.resultSet().rows()).hasSize(2);
        assertThat(second.nextToken()).isNull();
        assertThat(cells(second.resultSet().rows().getLast())).contains(role("c"));
        assertThat(errorOf(() -> athena().getQueryResults(
                                        r -> r.queryExecutionId(id).nextToken(first.nextToken())))
                        .errorCode())
                .isEqualTo("InvalidRequestException");
    }

    /** As AWS words them; what cannot be read at all is refused before there is a query. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "organization" | "organisation" | TABLE_NOT_FOUND: line 3:10: Table 'awsdatacatalog.cloudtrail.organisation' does not exist
            eventid,       | eventidx,      | COLUMN_NOT_FOUND: line 2:34: Column 'eventidx' cannot be resolved
            eventsource =  | event_source = | COLUMN_NOT_FOUND: line 5:13: Column 'event_source' cannot be resolved
            """)
    void failsForTheReasonsForWhichAthenaWould(String right, String wrong, String reason) {
        var status = execution(finished(QUESTION.formatted(key()).replace(right, wrong)))
                .status();
        assertThat(status.state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(status.stateChangeReason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT key_arn   | SELEC key_arn
            '111122223333'   | '111122223333
            UNNEST(keys)     | UNNEST(keys
            account =        | account = AND
            """)
    void refusesWhatIsNoStatement(String right, String wrong) {
        var error = errorOf(() -> start(QUESTION.formatted(key()).replace(right, wrong)));
        assertThat(error.errorCode()).isEqualTo("InvalidRequestException");
        assertThat(error.errorMessage()).contains("mismatched input");
    }

    @Test
    void findsNoDatabaseWhereTheOrganisationsLogsAreNot() {
        var elsewhere = clients.athena(ACCOUNT);
        var id = elsewhere
                .startQueryExecution(question(QUESTION.formatted(key())))
                .queryExecutionId();
        standIn.clock().advance(LONG_ENOUGH);
        assertThat(elsewhere
                        .getQueryExecution(r -> r.queryExecutionId(id))
                        .queryExecution()
                        .status()
                        .stateChangeReason())
                .startsWith("SCHEMA_NOT_FOUND");
    }

    @Test
    void beginsNothingTwiceUnderOneToken() {
        var statement = QUESTION.formatted(key());
        var token = UUID.randomUUID().toString();
        Consumer<StartQueryExecutionRequest.Builder> asked =
                question(statement).andThen(r -> r.clientRequestToken(token));
        var id = athena().startQueryExecution(asked).queryExecutionId();
        assertThat(athena().startQueryExecution(asked).queryExecutionId()).isEqualTo(id);
        assertThat(errorOf(() -> athena().startQueryExecution(asked.andThen(r -> r.queryString(statement + " "))))
                        .errorMessage())
                .isEqualTo("Idempotent parameters do not match");
    }

    @Test
    void readsAndBillsOnlyWhatThePartitionsLeave() {
        var key = used("role/reports", Duration.ofDays(40));
        use(key, "role/payroll");
        allDelivered();
        var all = execution(finished(QUESTION.formatted(key))).statistics().dataScannedInBytes();
        var some = execution(finished(QUESTION.formatted(key).replace("2029/01/01", "2026/11/02")))
                .statistics();
        assertThat(some.dataScannedInBytes()).isLessThan(all);
        assertThat(rows(finished(QUESTION.formatted(key).replace("'111122223333'", "'444455556666'"))))
                .isEmpty();
    }

    @Test
    void needsAPlaceForItsResultsAndAWorkgroupThatIsThere() {
        var statement = QUESTION.formatted(key());
        assertThat(errorOf(() -> athena().startQueryExecution(
                                        question(statement).andThen(r -> r.resultConfiguration(c -> {}))))
                        .errorMessage())
                .startsWith("No output location provided");
        assertThat(errorOf(() ->
                                athena().startQueryExecution(question(statement).andThen(r -> r.workGroup("nobodys"))))
                        .errorMessage())
                .isEqualTo("WorkGroup nobodys is not found.");
        assertThat(errorOf(() -> execution("nobodys")).errorMessage()).contains("was not found");
    }

    @Test
    void stopsAQuery() {
        var id = start(QUESTION.formatted(key()));
        athena().stopQueryExecution(r -> r.queryExecutionId(id));
        assertThat(state(id)).isEqualTo(QueryExecutionState.CANCELLED);
    }

    @Test
    void refusesASessionThatMayNot() {
        var session = clients.member(
                LOGS_ACCOUNT,
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"athena:Get*\",\"Resource\":\"*\"}]}");
        try (var athena = clients.athena(session)) {
            var error = errorOf(() -> athena.startQueryExecution(question(QUESTION.formatted(key()))));
            assertThat(error.errorCode()).isEqualTo("AccessDeniedException");
            assertThat(error.errorMessage()).contains("athena:StartQueryExecution", "workgroup/primary");
        }
    }

    private KeyArn used(String role, Duration ago) {
        var key = key();
        use(key, role);
        standIn.clock().advance(ago);
        allDelivered();
        return key;
    }

    private void use(KeyArn key, String role) {
        standIn.use(key, KeyUse.by("arn:aws:iam::111122223333:" + role, "Decrypt"));
    }

    /** As the records name one of its sessions. */
    private static String role(String name) {
        return "arn:aws:iam::111122223333:role/" + name;
    }

    private AthenaClient athena() {
        return clients.athena(LOGS_ACCOUNT);
    }

    private static Consumer<StartQueryExecutionRequest.Builder> question(String statement) {
        return request -> request.queryString(statement)
                .queryExecutionContext(context -> context.database("cloudtrail"))
                .resultConfiguration(results -> results.outputLocation("s3://athena-results/test/"));
    }

    private String start(String statement) {
        return athena().startQueryExecution(question(statement)).queryExecutionId();
    }

    private String finished(String statement) {
        var id = start(statement);
        standIn.clock().advance(LONG_ENOUGH);
        return id;
    }

    private QueryExecution execution(String id) {
        return athena().getQueryExecution(r -> r.queryExecutionId(id)).queryExecution();
    }

    private QueryExecutionState state(String id) {
        return execution(id).status().state();
    }

    private List<Map<String, String>> rows(String id) {
        var rows = athena().getQueryResultsPaginator(r -> r.queryExecutionId(id)).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .toList();
        var names = cells(rows.getFirst());
        var told = new ArrayList<Map<String, String>>();
        for (var row : rows.subList(1, rows.size())) {
            var values = cells(row);
            var named = new HashMap<String, String>();
            for (var i = 0; i < names.size(); i++) {
                named.put(names.get(i), values.get(i));
            }
            told.add(named);
        }
        return told;
    }

    private static List<String> cells(Row row) {
        return row.data().stream()
                .map(Datum::varCharValue)
                .map(value -> Optional.ofNullable(value).orElse(""))
                .toList();
    }
}
