package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.trail.DeliveryFaults.Destination;
import dev.keysunset.standin.trail.DeliveryFaults.Fate;
import dev.keysunset.standin.trail.TrailBehaviour;
import dev.keysunset.standin.trail.TrailBehaviour.LogTimestamp;
import dev.keysunset.standin.trail.TrailRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** How late, how often and in which order records arrive. */
class DeliveryTest extends TrailFixture {

    @Test
    void deliversLateAndOutOfOrder() {
        usesOneASecond(60);
        assertThat(logEvents("")).isEmpty();
        assertThat(records(ACCOUNT, "Decrypt")).isEmpty();
        standIn.clock().advance(Duration.ofMinutes(14));
        var events = logEvents("");
        assertThat(events).hasSizeGreaterThanOrEqualTo(60);
        assertThat(events)
                .allSatisfy(event -> assertThat(event.ingestionTime() - event.timestamp())
                        .isBetween(
                                Duration.ofMinutes(3).toMillis(),
                                Duration.ofMinutes(14).plusSeconds(1).toMillis()));
        assertThat(events.stream().map(FilteredLogEvent::ingestionTime).toList())
                .isNotEqualTo(events.stream()
                        .map(FilteredLogEvent::ingestionTime)
                        .sorted()
                        .toList());
        assertThat(records(ACCOUNT, "Decrypt")).hasSize(60);
    }

    @Test
    void delaysAsLongAsTheSettingsSay() {
        standIn.change(TrailBehaviour.TAIL, 1.0);
        standIn.change(TrailBehaviour.LONGEST_DELAY, Duration.ofHours(1));
        usesOneASecond(20);
        standIn.clock().advance(Duration.ofMinutes(7));
        assertThat(logEvents("")).isEmpty();
        standIn.clock().advance(Duration.ofMinutes(60));
        assertThat(logEvents("")).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void deliversToLogGroupsTwiceAsOftenAsTheSettingSays() {
        standIn.change(TrailBehaviour.DUPLICATES, 1.0);
        usesOneASecond(3);
        allDelivered();
        assertThat(logEvents("")).hasSize(6);
        assertThat(records(ACCOUNT, "Decrypt")).hasSize(3);
    }

    @Test
    void deliversAlikeForTheSameSeed() {
        assertThat(arrivals(7)).isEqualTo(arrivals(7)).isNotEqualTo(arrivals(8));
    }

    private static List<Instant> arrivals(long seed) {
        var world = new World(options().withSeed(seed));
        var arrivals = new ArrayList<Instant>();
        world.trail().subscribe(_ -> arrivals.add(world.clock().now()));
        usesInside(world, 20);
        return arrivals;
    }

    @ParameterizedTest
    @EnumSource
    void stampsLogEventsWithOneOfTwoTimes(LogTimestamp stamp) {
        standIn.change(TrailBehaviour.LOG_TIMESTAMP, stamp);
        usesOneASecond(1);
        allDelivered();
        assertThat(logEvents(""))
                .allSatisfy(event -> assertThat(event.timestamp())
                        .isEqualTo(stamp == LogTimestamp.EVENT_TIME ? START.toEpochMilli() : event.ingestionTime()));
    }

    @Test
    void tellsEventBridgeWithinAMinute() {
        var world = new World(options());
        var published = new ArrayList<TrailRecord>();
        world.trail().subscribe(published::add);
        usesInside(world, 20);
        assertThat(published)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(record ->
                        assertThat(record.json().path("eventName").asText()).isEqualTo("Decrypt"));
    }

    @Test
    void tellsEventBridgeNothingWithoutALoggingTrail() {
        var world = new World(options());
        var published = new ArrayList<TrailRecord>();
        world.trail().subscribe(published::add);
        world.clock().inOrder(() -> world.trail().switchLogging(PLACE, false));
        usesInside(world, 20);
        assertThat(published).isEmpty();
        world.clock()
                .inOrder(() -> world.choices()
                        .change(Map.of(TrailBehaviour.ORGANIZATION_TRAIL_FEEDS_EVENTBRIDGE.name(), "true")));
        usesInside(world, 20);
        assertThat(published).isNotEmpty();
    }

    @Test
    void letsFaultsLoseDelayAndDoubleRecords() {
        var world = new World(options().with(TrailBehaviour.EVENTBRIDGE_DUPLICATES, 0.0));
        var published = new ArrayList<TrailRecord>();
        world.trail().subscribe(published::add);
        disturb(world, Fate.LOST);
        usesInside(world, 5);
        assertThat(published).isEmpty();
        disturb(world, Fate.TWICE);
        usesInside(world, 5);
        assertThat(published).hasSize(10);
        disturb(world, Fate.late(Duration.ofHours(2)));
        usesInside(world, 5);
        assertThat(published).hasSize(10);
        world.clock().advance(Duration.ofHours(2));
        assertThat(published).hasSize(15);
    }

    private static void disturb(World world, Fate fate) {
        world.trail().disturb((_, destination) -> destination == Destination.EVENTBRIDGE ? fate : Fate.DELIVERED);
    }

    private static void usesInside(World world, int times) {
        var key = world.fleet().createKey(KeyPlan.in(PLACE, ""));
        for (int i = 0; i < times; i++) {
            world.application().use(key, ORDERS);
        }
        world.clock().advance(Duration.ofMinutes(2));
    }

    private void usesOneASecond(int times) {
        var key = key();
        for (int i = 0; i < times; i++) {
            standIn.use(key, ORDERS);
            standIn.clock().advance(Duration.ofSeconds(1));
        }
    }
}
