package dev.keysunset.core;

import static dev.keysunset.core.Decided.attention;
import static dev.keysunset.core.Given.CLOSED;
import static dev.keysunset.core.Given.NOW;
import static dev.keysunset.core.Given.OPEN;
import static dev.keysunset.core.Given.SINCE;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.RetirementState.Observing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the window is worth: when it counts, when it is in danger, and when it begins anew. */
class ObservingTest {
    @Test
    void saysNothingWhileTheWindowIsOpenAndTheWatchKeepsUp() {
        assertThat(in(new Observing(SINCE, OPEN)).disabledByUs().decided())
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention()).isEmpty());
    }

    @Test
    void isLoudWhenTheWatchFallsBehind() {
        var given = in(new Observing(SINCE, OPEN)).disabledByUs().readUntil(NOW.minus(Duration.ofHours(2)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void doesNotCallAWindowClearThatWasNotSweptAgain() {
        assertThat(in(new Observing(SINCE, CLOSED)).disabledByUs().decided()).isInstanceOf(Decision.Stay.class);
        assertThat(attention(in(new Observing(SINCE, CLOSED)).disabledByUs().sweepFailed()))
                .isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void beginsTheWindowAnewAfterAHoleThatNoFeedReachesBackTo() {
        var hole = OPEN.opensAt().plus(Duration.ofHours(10));
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(hole, hole.plus(Duration.ofHours(2)))
                .reachesBack(hole.plus(Duration.ofDays(1)));
        assertThat(given.decided()).isInstanceOfSatisfying(Decision.Move.class, move -> {
            assertThat(move.cause()).isEqualTo(Cause.GAP_BEYOND_REPAIR);
            assertThat(move.next())
                    .isInstanceOfSatisfying(
                            RetirementState.Observing.class,
                            state -> assertThat(state.window().opensAt()).isEqualTo(hole.plus(Duration.ofHours(2))));
        });
    }

    @Test
    void keepsTheWindowWhileAHoleCanStillBeRepaired() {
        var hole = OPEN.opensAt().plus(Duration.ofHours(10));
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(hole, hole.plus(Duration.ofHours(2)))
                .reachesBack(hole);
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void waitsForTheEndOfAHoleBeforeItBeginsTheWindowAnew() {
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .readUntil(NOW.minus(Duration.ofDays(2)))
                .reachesBack(NOW.minus(Duration.ofDays(1)));
        assertThat(attention(given)).isEqualTo(Attention.Kind.WATCH_GAP);
    }

    @Test
    void saysThatTheWindowWasLostAlsoWhenNothingOfItIsLeft() {
        var given = in(new RetirementState.Observing(SINCE, OPEN))
                .disabledByUs()
                .unread(SINCE, NOW.minus(Duration.ofDays(1)))
                .reachesBack(NOW.minus(Duration.ofDays(1)));
        assertThat(given.decided())
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.cause()).isEqualTo(Cause.GAP_BEYOND_REPAIR));
    }
}
