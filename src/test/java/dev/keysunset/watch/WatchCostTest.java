package dev.keysunset.watch;

import static dev.keysunset.watch.StillWorld.BOTH;
import static dev.keysunset.watch.StillWorld.LOGS;
import static dev.keysunset.watch.StillWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.PostgresResource;
import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.CallLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What watching costs in calls to AWS: the same for ten keys of an account and Region and for a thousand, or for as many as
 * {@code keysunset.cost.keys} says.
 */
@QuarkusTest
@TestProfile(WatchCostTest.Profile.class)
class WatchCostTest {
    private static final Duration POLL = Duration.ofMinutes(5);
    private static final int POLLS_AN_HOUR = 12;
    private static final int MOST_KEYS = Integer.getInteger("keysunset.cost.keys", 1000);
    private static final Place LOOKUP = new Place(BOTH, "us-east-1");
    private static final Place GROUP = new Place(LOGS, "us-east-1");

    /** More retirements like the first, of other keys; nobody looks at them meanwhile, because only the watch is asked. */
    private static final String MORE = """
        with wanted as (select key from unnest(string_to_array(:keys, ' ')) as key),
        retired as (
            insert into retirement select (jsonb_populate_record(r, jsonb_build_object(
                'id', md5(wanted.key), 'family_key', wanted.key, 'next_due_at', r.state_since + interval '9 years'))).*
            from retirement r, wanted where r.id = cast(:like as uuid) returning id, family_key)
        insert into retirement_member select (jsonb_populate_record(m, jsonb_build_object(
            'retirement_id', retired.id, 'key_arn', retired.family_key))).*
        from retirement_member m, retired where m.retirement_id = cast(:like as uuid)
        """;

    @Inject
    Shift shift;

    @Inject
    EntityManager database;

    public static class Profile extends StillWorld.Profile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(Beginning.class));
        }
    }

    /** One account that is read by its event history, one that is read by its log group. */
    public static class Beginning extends StillWorld.Beginning {
        @Override
        public Map<String, String> start() {
            var settings = new HashMap<>(super.start());
            settings.remove("keysunset.aws.accounts." + LOGS + ".canary-keys");
            settings.put("keysunset.aws.accounts." + BOTH + ".feeds", "lookup");
            return settings;
        }
    }

    @Test
    void doesNotGrowWithTheKeys() {
        var byHistory = observed(LOOKUP);
        var byLogGroup = observed(GROUP);
        int watched = 1;
        for (int keys : new int[] {10, MOST_KEYS}) {
            watch(keys - watched, byHistory, LOOKUP);
            watch(keys - watched, byLogGroup, GROUP);
            watched = keys;
            // What was made and disabled above lies behind the feeds by then.
            hour();

            var seen = standIn().calls().size();
            hour();
            assertThat(calls(seen, LOOKUP)).as("%d keys", keys).satisfies(WatchCostTest::areThoseOfTheHistory);
            assertThat(calls(seen, GROUP)).as("%d keys", keys).satisfies(WatchCostTest::areThoseOfTheGroup);
        }
    }

    private static void areThoseOfTheHistory(Map<String, Integer> calls) {
        assertThat(calls).containsOnlyKeys("LookupEvents", "DescribeKey", "GenerateDataKeyWithoutPlaintext");
        around(calls, "LookupEvents", POLLS_AN_HOUR);
        around(calls, "GenerateDataKeyWithoutPlaintext", 1);
    }

    private static void areThoseOfTheGroup(Map<String, Integer> calls) {
        assertThat(calls)
                .containsOnlyKeys(
                        "FilterLogEvents",
                        "DescribeKey",
                        "GenerateDataKeyWithoutPlaintext",
                        "DescribeTrails",
                        "GetTrailStatus",
                        "GetEventSelectors",
                        "DescribeLogGroups");
        around(calls, "FilterLogEvents", POLLS_AN_HOUR);
        around(calls, "DescribeTrails", 4);
        around(calls, "GenerateDataKeyWithoutPlaintext", 1);
    }

    /** The world's clock goes on while the test works: a few more may fall into the hour, however many keys there are. */
    private static void around(Map<String, Integer> calls, String action, int expected) {
        assertThat(calls.get(action)).as(action).isBetween(expected - 1, expected + 3);
    }

    /** The sessions under which the calls are made are not counted: they depend on the account, not on what is watched. */
    private static Map<String, Integer> calls(int since, Place place) {
        return new TreeMap<>(standIn().calls().stream()
                .skip(since)
                .filter(call -> call.received().region().equals(place.region())
                        && call.received()
                                .caller()
                                .account()
                                .filter(place.account()::equals)
                                .isPresent())
                .filter(call -> !call.action().equals("AssumeRole"))
                .collect(Collectors.groupingBy(CallLog.Entry::action, Collectors.summingInt(_ -> 1))));
    }

    private void hour() {
        for (int poll = 0; poll < POLLS_AN_HOUR; poll++) {
            shift.advance(POLL);
            shift.listen();
        }
    }

    private String observed(Place place) {
        var key = standIn()
                .fleet()
                .createKey(KeyPlan.in(place, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120)));
        var journey = Journey.of(key);
        shift.work();
        journey.approvedAt("DISABLE", "ann");
        shift.work();
        shift.pass(Duration.ofMinutes(10));
        assertThat(journey.states()).contains("OBSERVING");
        return journey.id;
    }

    private void watch(int more, String first, Place place) {
        var keys = Stream.generate(() -> standIn()
                        .fleet()
                        .createKey(
                                KeyPlan.in(place, "").aged(Duration.ofDays(400)).state(KeyState.DISABLED)))
                .limit(more)
                .map(KeyArn::toString)
                .collect(Collectors.joining(" "));
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(MORE)
                        .setParameter("keys", keys)
                        .setParameter("like", first)
                        .executeUpdate());
    }
}
