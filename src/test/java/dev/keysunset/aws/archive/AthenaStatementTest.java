package dev.keysunset.aws.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.Archives;
import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Operations;
import dev.keysunset.core.Place;
import dev.keysunset.engine.TrailArchive.Question;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statement as Athena gets it. Its engine is Trino's (Athena User Guide, engine version 3), and so is the grammar here. */
class AthenaStatementTest {
    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final Interval RANGE =
            new Interval(Instant.parse("2021-06-01T00:00:00Z"), Instant.parse("2026-11-29T12:34:56.789Z"));
    private static final Optional<String> ROLE = Optional.of("arn:aws:iam::111122223333:role/KeysunsetMember");

    @Test
    void isAQueryInAthenasGrammar() {
        assertThat(new SqlParser().createStatement(statement(2, Map.of()))).isInstanceOf(Query.class);
    }

    @Test
    void hasNeitherGapsNorCommentsLeft() {
        assertThat(statement(2, Map.of())).doesNotContain("${").doesNotContain("--");
    }

    @Test
    void readsNoOtherPartitionsThanThoseOfThePlaceAndTheDays() {
        assertThat(statement(1, Map.of()))
                .contains(
                        "FROM \"organization\"",
                        "\"account\" = '111122223333'",
                        "\"region\" = 'us-east-1'",
                        "\"timestamp\" BETWEEN '2021/06/01' AND '2026/11/30'",
                        "eventtime < '2026-11-29T12:34:56Z'");
    }

    @Test
    void speaksOfATableAsItIsConfigured() {
        var statement = statement(
                1,
                Map.of(
                        "table", "trail-logs",
                        "account-column", "recipientaccountid",
                        "region-column", "awsregion",
                        "day-column", "day",
                        "day-format", "yyyy-MM-dd"));
        assertThat(statement)
                .contains(
                        "FROM \"trail-logs\"",
                        "\"recipientaccountid\" = '111122223333'",
                        "\"awsregion\" = 'us-east-1'",
                        "\"day\" BETWEEN '2021-06-01' AND '2026-11-30'");
        assertThat(new SqlParser().createStatement(statement)).isInstanceOf(Query.class);
    }

    @Test
    void takesNothingThatMerelyManagesKeysForAUse() {
        assertThat(statement(1, Map.of()))
                .contains(Operations.managing().stream()
                        .map(name -> "'" + name + "'")
                        .toList());
    }

    /** Athena takes no longer statement than 262144 bytes (Athena User Guide, quotas). */
    @Test
    void fitsWithAsManyKeysAsAQueryMayAskFor() {
        assertThat(statement(2500, Map.of()).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(262_144);
    }

    private static String statement(int keys, Map<String, String> changes) {
        var question = new Question("token", PLACE, RANGE, keys(keys), keys(Math.min(keys, 500)));
        var prefix = "keysunset.aws.archives.organization.";
        var settings = changes.entrySet().stream()
                .collect(Collectors.toMap(change -> prefix + change.getKey(), Map.Entry::getValue));
        settings.put(prefix + "account", "999900001111");
        settings.put(prefix + "region", "us-east-1");
        settings.put(prefix + "since", "2021-06-01");
        settings.put(prefix + "database", "cloudtrail");
        settings.putIfAbsent(prefix + "table", "organization");
        var archive = new Archives(AwsFixture.settings("http://127.0.0.1:1", settings))
                .holding(PLACE)
                .orElseThrow();
        return AthenaStatement.of(question, archive, ROLE);
    }

    private static SortedSet<KeyArn> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/" + new UUID(i, i)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
