package dev.keysunset.aws.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.EventHistory;
import dev.keysunset.engine.Trail;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventHistoryReadingTest extends AwsFixture {
    /** KMS tells of a use within the hour. */
    private static final Duration ALL_TOLD = Duration.ofHours(2);

    private static final String NOBODYS = "11111111-2222-3333-4444-555555555555";

    @Test
    void findsTheRecordBehindALastUse() {
        var key = used();
        var eventId = lastUse(key);
        assertThat(room.history().record(PLACE, NOBODYS)).isInstanceOf(Reading.Absent.class);
        assertThat(room.history().record(PLACE, eventId).found())
                .hasValueSatisfying(record -> assertThat(record).contains(eventId, key.toString(), "role/orders"));
    }

    @Test
    void knowsNothingOfAnotherRegionsRecord() {
        var eventId = lastUse(used());
        assertThat(room.history().record(ELSEWHERE, eventId)).isInstanceOf(Reading.Absent.class);
    }

    @Test
    void tellsARefusalAsOneAndNotAsNothing() {
        var eventId = lastUse(used());
        fault(FaultKind.ACCESS_DENIED, "LookupEvents");
        assertThat(room.history().record(PLACE, eventId).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.denied()).isTrue());
    }

    @Test
    void asksNothingWhileTheWatchReadsOrHasJustRead() {
        var busy = room(Map.of("keysunset.aws.rates.lookup-events", "0.01"));
        var range = new Interval(START.minus(Duration.ofHours(1)), START);
        assertThat(busy.feeds()
                        .read(new Feed(PLACE, Feed.Kind.LOOKUP), Trail.Query.everything(range), Optional.empty()))
                .isInstanceOf(Reading.Read.class);
        var asked = calls("LookupEvents");

        assertThat(busy.history().record(PLACE, NOBODYS).unreadable())
                .hasValueSatisfying(failed -> assertThat(failed.code()).isEqualTo(EventHistory.NO_ROOM));
        assertThat(calls("LookupEvents")).isEqualTo(asked);
    }

    private KeyArn used() {
        var key = key();
        standIn.use(theirs(key), KeyUse.by("arn:aws:iam::111122223333:role/orders", "Decrypt"));
        standIn.clock().advance(ALL_TOLD);
        return key;
    }

    private String lastUse(KeyArn key) {
        return ((Usage.Used) room.keys().lastUsage(key)).cloudTrailEventId().orElseThrow();
    }
}
