package dev.keysunset.watch.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the polls of a feed may earn, by what was found when somebody looked at what it stands on. */
class FootholdTest {
    private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Instant ELEVEN = NINE.plus(Duration.ofHours(2));
    private static final Instant NOON = NINE.plus(Duration.ofHours(3));
    private static final Interval ALL = new Interval(NINE.minus(Duration.ofDays(1)), NOON.plus(Duration.ofHours(6)));

    private Foothold foothold = Foothold.unseen("settings");

    @Test
    void earnsNothingBeforeAnybodyHasLooked() {
        assertThat(foothold.creditable(ALL, NOON)).isEmpty();
        assertThat(foothold.reachesBack(NOON)).isEqualTo(Instant.MIN);
    }

    @Test
    void earnsFromTheFirstLookToTheLast() {
        sound(NINE, "a");
        sound(TEN, "a");
        assertThat(earned()).contains(new Interval(NINE, TEN));
        assertThat(foothold.reachesBack(NOON)).isEqualTo(NINE);
        assertThat(foothold.trouble()).isEmpty();
    }

    @Test
    void earnsNothingWhileItIsCutOff() {
        sound(NINE, "a");
        looked(TEN, Reading.read(footing("a", List.of("the trail is stopped"))));
        assertThat(earned()).isEmpty();
        assertThat(foothold.trouble()).hasValueSatisfying(why -> assertThat(why).contains("the trail is stopped"));
    }

    @Test
    void neverEarnsTheTimeInWhichItWasCutOffThoughItLooksAsBefore() {
        sound(NINE, "a");
        var hash = foothold.configurationHash();
        looked(TEN, Reading.read(footing("a", List.of("KMS is excluded"))));
        sound(ELEVEN, "a");
        sound(NOON, "a");
        assertThat(earned()).contains(new Interval(ELEVEN, NOON));
        assertThat(foothold.reachesBack(NOON)).isEqualTo(ELEVEN);
        assertThat(foothold.configurationHash()).isEqualTo(hash);
    }

    @Test
    void earnsNothingWhileItCannotBeReadAndAllOfItOnceItIsFoundUnchanged() {
        sound(NINE, "a");
        looked(TEN, denied());
        assertThat(earned()).isEmpty();
        assertThat(foothold.trouble())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("cloudtrail:DescribeTrails", "allow the member role to call", "earn nothing"));
        sound(NOON, "a");
        assertThat(earned()).contains(new Interval(NINE, NOON));
    }

    @Test
    void remembersAnObjectionOverALookThatFailed() {
        sound(NINE, "a");
        looked(TEN, Reading.read(footing("a", List.of("KMS is excluded"))));
        looked(ELEVEN, denied());
        sound(NOON, "a");
        assertThat(foothold.reachesBack(NOON)).isEqualTo(NOON);
    }

    @Test
    void beginsAnewOnAnotherFooting() {
        sound(NINE, "a");
        var hash = foothold.configurationHash();
        sound(TEN, "b");
        sound(ELEVEN, "b");
        assertThat(foothold.configurationHash()).isNotEqualTo(hash);
        assertThat(earned()).contains(new Interval(TEN, ELEVEN));
    }

    @Test
    void reachesBackAsFarAsItHoldsWhereNothingCanBeTakenAway() {
        looked(NOON, Reading.read(new Footing(List.of(), "history", Duration.ofDays(90), List.of())));
        assertThat(earned()).contains(new Interval(ALL.from(), NOON));
        assertThat(foothold.reachesBack(NOON)).isEqualTo(NOON.minus(Duration.ofDays(90)));
    }

    @Test
    void neverEarnsWhatItNoLongerHeldWhenItWasRead() {
        looked(NINE, Reading.read(new Footing(List.of(), "history", Duration.ofHours(2), List.of())));
        looked(NOON, Reading.read(new Footing(List.of(), "history", Duration.ofHours(2), List.of())));
        assertThat(earned()).contains(new Interval(TEN, NOON));
    }

    @Test
    void isLookedAtAgainWithEachPollUntilItIsSound() {
        var quarter = Duration.ofMinutes(15);
        assertThat(foothold.due(NINE, quarter)).isTrue();
        sound(NINE, "a");
        assertThat(foothold.due(NINE.plusSeconds(899), quarter)).isFalse();
        assertThat(foothold.due(NINE.plusSeconds(900), quarter)).isTrue();
        looked(TEN, denied());
        assertThat(foothold.due(TEN, quarter)).isTrue();
    }

    private Optional<Interval> earned() {
        return foothold.creditable(ALL, NOON);
    }

    private void sound(Instant at, String fingerprint) {
        looked(at, Reading.read(footing(fingerprint, List.of())));
    }

    private void looked(Instant at, Reading<Footing> answer) {
        foothold = foothold.after(new Foothold.Look(at, answer));
    }

    private static Reading<Footing> denied() {
        return new Reading.Unreadable<>("cloudtrail:DescribeTrails in 1/us-east-1", "AccessDeniedException", "no");
    }

    private static Footing footing(String fingerprint, List<String> objections) {
        return new Footing(
                objections, fingerprint, Footing.FOR_EVER, List.of(new Footing.Ground("log group", Optional.empty())));
    }
}
