package dev.keysunset.scenario;

import static dev.keysunset.scenario.FastWorld.PAYMENTS;
import static dev.keysunset.scenario.FastWorld.standIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keysunset.PostgresResource;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Target;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.story.KeyUse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SlowQuotaWorld.class, restrictToAnnotatedClass = true)
class RollbackOrderTest {
    private static final Place HOME = new Place(PAYMENTS, "us-east-1");

    /** How many turns may come while the other rollbacks are still on their way to the queue. */
    private static final int ARRIVING = 3;

    @Test
    void bringsBackFirstWhatWasNeededLastWhenAQuotaBinds() {
        var keys = Stream.generate(() -> standIn()
                        .fleet()
                        .createKey(
                                KeyPlan.in(HOME, "").aged(Duration.ofDays(400)).lastUsed(Duration.ofDays(120))))
                .limit(9)
                .toList();
        var journeys = keys.stream().map(Journey::of).toList();
        journeys.forEach(Journey::disabled);

        // All needs come to light at once, as after an outage of the feed.
        var blindfold = standIn()
                .addFault(FaultRule.of(
                        FaultKind.ACCESS_DENIED,
                        Target.action("FilterLogEvents").in(HOME)));
        for (var key : keys) {
            standIn().use(key, KeyUse.by("arn:aws:iam::111122223333:role/payroll", "Decrypt"));
            standIn().clock().advance(Duration.ofMinutes(1));
        }
        standIn().clock().advance(Duration.ofHours(7));
        standIn().release(blindfold);

        await().atMost(Journey.PATIENCE).until(() -> enabled().size() == keys.size());
        var ranks = enabled().stream().map(keys::indexOf).toList();
        assertThat(ranks.subList(ARRIVING, ranks.size()))
                .as("of %s", ranks)
                .isSortedAccordingTo(Comparator.reverseOrder());
        journeys.forEach(journey -> journey.until("ROLLED_BACK"));
    }

    /** As AWS received them. */
    private static List<KeyArn> enabled() {
        var keys = new ArrayList<KeyArn>();
        standIn().calls().stream()
                .filter(call -> call.received().action().equals("EnableKey")
                        && call.errorCode().isEmpty())
                .forEach(call -> call.key().ifPresent(keys::add));
        return keys;
    }
}
