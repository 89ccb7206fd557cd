package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.Skew;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Holds;
import dev.keysunset.retirement.restraints.Stops;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds dangerous steps back, as it stands in the database. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class RestraintsTest {
    private static final Optional<String> EVERYWHERE = Optional.empty();

    @Inject
    Stage stage;

    @Inject
    Holds holds;

    @Inject
    Stops stops;

    @Inject
    Restraints restraints;

    @Inject
    Skew skew;

    private UUID id;

    @BeforeEach
    void submitted() {
        stage.clear();
        id = stage.submit();
    }

    @Test
    void tellsOfAHoldUntilItIsReleased() {
        assertThat(holds.hold(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);
        assertThat(holds.hold(stage.word(id, "oncall"))).isInstanceOf(Answer.NotPossible.class);
        assertThat(kinds()).containsExactly(Attention.Kind.HOLD);
        assertThat(stage.view(id).progress().hold()).isPresent();

        assertThat(holds.release(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);

        assertThat(kinds()).isEmpty();
        assertThat(stage.kinds(id)).endsWith("HELD", "RELEASED");
    }

    @Test
    void tellsOfTheStop() {
        stops.stop(EVERYWHERE, "admin", "incident");
        assertThat(stops.stop(EVERYWHERE, "admin2", "another").by())
                .as("the one that held already")
                .isEqualTo("admin");
        assertThat(kinds()).containsExactly(Attention.Kind.STOPPED);

        assertThat(stops.release(EVERYWHERE, "admin", "over")).isPresent();

        assertThat(stops.release(EVERYWHERE, "admin", "over")).isEmpty();
        assertThat(kinds()).isEmpty();
    }

    @Test
    void tellsOfTheStopOfItsAccountAndOfNoOther() {
        var account = Optional.of(RetirementWorld.PLACE.accountId());
        stops.stop(Optional.of("444455556666"), "admin", "elsewhere");
        assertThat(kinds()).isEmpty();

        stops.stop(account, "admin", "its network is being moved");
        assertThat(stops.stop(account, "admin2", "another").by())
                .as("the one that held already")
                .isEqualTo("admin");

        assertThat(restraints.on(stage.view(id).retirement()))
                .extracting(Attention::detail)
                .singleElement()
                .asString()
                .contains(account.get(), "its network is being moved");
        assertThat(stops.everywhere()).isEmpty();
        stops.stop(EVERYWHERE, "admin", "incident");
        assertThat(kinds()).as("both").hasSize(2);
        stops.release(EVERYWHERE, "admin", "over");
        assertThat(stops.holding())
                .as("one ends, the others go on")
                .extracting(stop -> stop.account().orElse(""))
                .containsExactly(account.get(), "444455556666");
    }

    @Test
    void stopsByItselfWhenManyKeysTurnOutToBeNeededAtOnce() {
        stage.stay(id, Duration.ofDays(9));
        stops.stop(EVERYWHERE, "admin", "a drill");
        stops.release(EVERYWHERE, "admin", "over");
        stops.stop(Optional.of(RetirementWorld.PLACE.accountId()), "admin", "does not replace the one everywhere");
        rollBacks(10, Cause.SIGHTING);
        rollBacks(3, Cause.ORDERED);
        assertThat(stops.everywhere())
                .as("as many as may, and those that people ordered")
                .isEmpty();

        rollBacks(1, Cause.SIGHTING);

        assertThat(stops.everywhere())
                .hasValueSatisfying(stop -> assertThat(stop.reason()).contains("11 rollbacks"));
        stops.release(EVERYWHERE, "admin", "they were one application's");
        rollBacks(1, Cause.SIGHTING);
        assertThat(stops.everywhere())
                .as("what a person has released is forgiven")
                .isEmpty();
    }

    /** Rollbacks that begin in the same moment count what is committed, and do not see each other. */
    @Test
    void countsTheRollbacksAgainBeforeAnythingDangerous() {
        stage.stay(id, Duration.ofDays(9));
        rollBacks(10, Cause.SIGHTING);
        rollBacks(1, Cause.ORDERED);
        stage.sql("update rollback_event set because = 'SIGHTING' where closed_at is null");
        assertThat(stops.everywhere()).isEmpty();

        assertThat(kinds()).contains(Attention.Kind.STOPPED);
    }

    private void rollBacks(int keys, Cause cause) {
        for (var i = 0; i < keys; i++) {
            stage.clock.pass(Duration.ofSeconds(1));
            var needed = stage.submit();
            stage.move(needed, new RetirementState.RollingBack(stage.clock.now(), cause), cause);
            stage.stay(needed, Duration.ofDays(9));
        }
    }

    @Test
    void letsTheEarlierGoFirstUnderACap() {
        stage.stay(id, Duration.ofDays(9));
        UUID last = id;
        for (var i = 0; i < 4; i++) {
            last = stage.submit();
            stage.move(last, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);
            stage.stay(last, Duration.ofDays(9));
            stage.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(restraints.on(stage.view(last).retirement()))
                .extracting(Attention::kind)
                .containsExactly(Attention.Kind.CAP);
        stage.sql("update retirement set state_since = state_since - interval '1 day' where id = '" + last + "'");
        assertThat(restraints.on(stage.view(last).retirement())).isEmpty();
    }

    @Test
    void aClockTenMinutesOffHoldsDangerousStepsBackUntilItIsRepaired() {
        for (var minutes : new int[] {10, -10}) {
            ((SkewAtWill) skew).ahead = Duration.ofMinutes(minutes);
            assertThat(restraints.on(stage.view(id).retirement()))
                    .singleElement()
                    .satisfies(attention -> {
                        assertThat(attention.kind()).isEqualTo(Attention.Kind.CLOCK_SKEW);
                        assertThat(attention.detail()).contains("PT10M", minutes > 0 ? "ahead" : "behind");
                    });
        }
        ((SkewAtWill) skew).ahead = Duration.ofSeconds(59);
        assertThat(restraints.on(stage.view(id).retirement())).isEmpty();
        ((SkewAtWill) skew).ahead = Duration.ZERO;
    }

    /** Its fences are not put off: what it sends towards a lease's end would be over at AWS before it arrives. */
    @Test
    void aClockBehindByMoreThanHalfALeaseHoldsDangerousStepsBack() {
        ((SkewAtWill) skew).ahead = Duration.ofSeconds(-16);
        assertThat(kinds()).containsExactly(Attention.Kind.CLOCK_SKEW);
        ((SkewAtWill) skew).ahead = Duration.ofSeconds(-14);
        assertThat(kinds()).isEmpty();
        ((SkewAtWill) skew).ahead = Duration.ZERO;
    }

    private List<Attention.Kind> kinds() {
        return restraints.on(stage.view(id).retirement()).stream()
                .map(Attention::kind)
                .toList();
    }
}
