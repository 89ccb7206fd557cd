package dev.keysunset.watch.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which feeds somebody's hands may have blinded. Where it cannot be told, they have. */
class TamperingRecordTest {
    private static final Place HERE = new Place("111122223333", "us-east-1");
    private static final Place OTHER_REGION = new Place("111122223333", "eu-west-1");
    private static final Place OTHER_ACCOUNT = new Place("444455556666", "us-east-1");
    private static final Set<String> GROUP = Set.of("/aws/cloudtrail/management");

    @Test
    void aTrailOfTheAccountCarriesItsLogsInEveryRegion() {
        var stopped = record("cloudtrail.amazonaws.com", "StopLogging", OTHER_REGION, "management");
        assertThat(concerns(stopped, Feed.Kind.LOGS, false)).isTrue();
    }

    @Test
    void aTrailOfAnotherAccountDoesNotUnlessTheFeedItselfTells() {
        var stopped = record("cloudtrail.amazonaws.com", "StopLogging", OTHER_ACCOUNT, "organization");
        assertThat(concerns(stopped, Feed.Kind.LOGS, false)).isFalse();
        assertThat(concerns(stopped, Feed.Kind.LOGS, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cloudtrail.amazonaws.com", "logs.amazonaws.com", "events.amazonaws.com", "sqs.amazonaws.com"})
    void nobodysHandsReachTheEventHistory(String source) {
        assertThat(concerns(record(source, "Anything", HERE, "x"), Feed.Kind.LOOKUP, true))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/aws/cloudtrail/management,true",
        "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/management,true",
        "arn:aws:logs:us-east-1:111122223333:log-group:/aws/cloudtrail/management:*,true",
        "/aws/lambda/orders,false"
    })
    void aLogGroupIsKnownByNameOrArn(String target, boolean concerned) {
        var deleted = record("logs.amazonaws.com", "DeleteLogGroup", HERE, target);
        assertThat(concerns(deleted, Feed.Kind.LOGS, true)).isEqualTo(concerned);
    }

    @Test
    void aLogGroupOfTheSameNameElsewhereIsAnother() {
        var deleted = record("logs.amazonaws.com", "DeleteLogGroup", OTHER_REGION, "/aws/cloudtrail/management");
        assertThat(concerns(deleted, Feed.Kind.LOGS, true)).isFalse();
    }

    @Test
    void aTargetThatCannotBeToldCounts() {
        var masked =
                new TamperingRecord(HERE, call("logs.amazonaws.com", "PutAccountPolicy"), "mallory", Set.of(), "{}");
        assertThat(concerns(masked, Feed.Kind.LOGS, true)).isTrue();
        var deleted = record("logs.amazonaws.com", "DeleteLogGroup", HERE, "/aws/lambda/orders");
        assertThat(deleted.concerns(new Feed(HERE, Feed.Kind.LOGS), new TreeSet<>(Set.of(HERE)), Set.of(), false))
                .isTrue();
    }

    @Test
    void aQueueIsKnownByTheEndOfItsUrl() {
        var purged = record(
                "sqs.amazonaws.com", "PurgeQueue", HERE, "https://sqs.us-east-1.amazonaws.com/111122223333/keysunset");
        var queue = new Feed(HERE, Feed.Kind.QUEUE);
        assertThat(purged.concerns(queue, new TreeSet<>(Set.of(HERE)), Set.of("keysunset"), false))
                .isTrue();
        assertThat(purged.concerns(queue, new TreeSet<>(Set.of(HERE)), Set.of("orders"), false))
                .isFalse();
    }

    private static boolean concerns(TamperingRecord record, Feed.Kind kind, boolean brought) {
        return record.concerns(new Feed(HERE, kind), new TreeSet<>(Set.of(HERE)), GROUP, brought);
    }

    private static TamperingRecord record(String source, String operation, Place place, String target) {
        return new TamperingRecord(place, call(source, operation), "mallory", Set.of(target), "{}");
    }

    private static TamperingRecord.Call call(String source, String operation) {
        var event = new WatchRecord.Event("e-1", "e-1", Instant.EPOCH, operation, Optional.empty());
        return new TamperingRecord.Call(source, event);
    }
}
