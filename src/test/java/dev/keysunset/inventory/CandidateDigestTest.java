package dev.keysunset.inventory;

import static dev.keysunset.inventory.InventoryWorld.NOW;
import static dev.keysunset.inventory.InventoryWorld.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.GivenClock;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Usage;
import dev.keysunset.engine.Notifier;
import dev.keysunset.inventory.scan.ScanHand;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Once a week whoever wants to know is told which keys nobody has used for long. */
@NullMarked
@QuarkusTest
@TestProfile(InventoryWorld.Profile.class)
class CandidateDigestTest {
    @Inject
    KeyShelf shelf;

    @Inject
    ScanHand hand;

    @Inject
    InventoryKeys keys;

    @Inject
    InventorySettings settings;

    @Inject
    Notifier notifier;

    @Inject
    EntityManager database;

    @BeforeEach
    void clear() {
        shelf.clear();
        hand.forget();
        QuarkusTransaction.requiringNew()
                .run(() ->
                        database.createNativeQuery("delete from notification").executeUpdate());
    }

    @Test
    void isToldOnceAWeekFromEightOClockOnMondaysOn() {
        put("alias/idle", 100);
        hand.scan();

        look("2026-06-05T12:00:00Z");
        look("2026-06-07T23:59:59Z");
        look("2026-06-08T07:59:59Z");
        assertThat(told()).as("until Monday at eight").hasSize(1);

        look("2026-06-08T08:00:00Z");
        look("2026-06-08T08:10:00Z");
        look("2026-06-14T23:59:59Z");
        assertThat(told()).as("in the week after").hasSize(2);
    }

    /** The week with the first of January in it belongs to the year that most of its days are in (ISO 8601). */
    @Test
    void tellsTheWeekInWhichAYearEndsOnce() {
        put("alias/idle", 100);
        hand.scan();
        look("2026-12-31T12:00:00Z");
        look("2027-01-01T12:00:00Z");
        look("2027-01-03T12:00:00Z");
        assertThat(told()).hasSize(1);
        look("2027-01-04T08:00:00Z");
        assertThat(told()).hasSize(2);
    }

    @Test
    void namesTheKeysThatWereUnusedForLongestAndCountsTheRest() {
        IntStream.range(0, 25).forEach(i -> put("alias/idle-" + i, 100 + i));
        hand.scan();
        look("2026-06-01T08:00:00Z");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("25 keys have not been used for 90 days")
                .containsSubsequence("alias/idle-24 (arn:aws:kms:", "alias/idle-23 (", "alias/idle-5 (")
                .doesNotContain("alias/idle-4 (");
    }

    @Test
    void leavesOutWhatCannotBeRetiredAndWhatIsNotKnownToBeIdle() {
        var idle = put("alias/idle", 90);
        put("alias/busy", 89);
        shelf.describeAs(put("alias/aws/ebs", 100), KeyState.ENABLED, Owner.AWS, "AWS_KMS");
        shelf.describeAs(put("alias/off", 100), KeyState.DISABLED, Owner.CUSTOMER, "AWS_KMS");
        shelf.describeAs(put("alias/leaving", 100), KeyState.PENDING_DELETION, Owner.CUSTOMER, "AWS_KMS");
        shelf.put(PLACE, "alias/unknown", new Usage.Unreadable("ThrottlingException", "slow down"));
        var gone = put("alias/gone", 100);
        hand.scan();
        shelf.remove(gone);
        hand.scan();

        look("2026-06-01T08:00:00Z");

        assertThat(told())
                .singleElement()
                .asString()
                .contains("1 key has not been used for 90 days", idle.toString())
                .doesNotContain("busy", "ebs", "off", "leaving", "unknown", "gone");
    }

    /** A use since would not be known: time that passes makes no key idle. */
    @Test
    void judgesAsOfTheReadingAndNotOfToday() {
        put("alias/busy-when-read", 60);
        hand.scan();
        look("2026-12-07T08:00:00Z");
        assertThat(told()).isEmpty();
    }

    private KeyArn put(String alias, int daysIdle) {
        return shelf.put(
                PLACE, alias, new Usage.Used(NOW.minus(Duration.ofDays(daysIdle)), "Decrypt", Optional.empty()));
    }

    private void look(String now) {
        var digest = new CandidateDigest(keys, settings, notifier, GivenClock.at(Instant.parse(now)));
        QuarkusTransaction.requiringNew().run(digest::look);
    }

    private List<String> told() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.unwrap(Session.class)
                        .createNativeQuery(
                                "select cast(body as text) from notification where kind = 'CANDIDATES_FOUND'",
                                String.class)
                        .getResultList());
    }
}
