package dev.keysunset.retirement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which retirements are taken to be looked at, in which order, and by whom. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class ClaimingTest {
    @Inject
    Stage stage;

    @Inject
    Journal journal;

    @Inject
    WatchedKeys watchedKeys;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void skipsRowsThatAnotherTransactionIsClaiming() throws Exception {
        var ids = List.of(stage.submit(), stage.submit(), stage.submit(), stage.submit());
        var claimed = new CountDownLatch(1);
        var release = new CountDownLatch(1);

        var other = CompletableFuture.supplyAsync(() -> QuarkusTransaction.requiringNew()
                .call(() -> {
                    var claims = journal.claimDue(2);
                    claimed.countDown();
                    assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                    return claims;
                }));
        assertThat(claimed.await(20, TimeUnit.SECONDS)).isTrue();
        var mine = journal.claimDue(10);
        release.countDown();

        assertThat(idsOf(mine)).hasSize(2).doesNotContainAnyElementsOf(idsOf(other.get()));
        assertThat(idsOf(other.get())).hasSize(2);
        assertThat(ids).containsAll(idsOf(mine));
    }

    @Test
    void asksForTheWeakLockAndSkips() {
        assertThat(RetirementRows.CLAIM)
                .contains("for no key update skip locked")
                .contains("clock_timestamp()");
    }

    @Test
    void leavesALeasedRowAloneUntilTheLeaseEndsByTheDatabasesClock() {
        var id = stage.submit();
        var first = stage.claim(id);

        assertThat(journal.claimDue(10)).isEmpty();
        stage.expireLease(id);
        var second = stage.claim(id);

        assertThat(second.token()).isNotEqualTo(first.token());
    }

    @Test
    void takesRollbacksThenEffectsThenTheRestAndTheLongestOverdueFirst() {
        var waiting = stage.submit();
        stage.stay(waiting, Duration.ofMinutes(1));
        var disabling = stage.submit();
        stage.move(disabling, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);
        stage.stay(disabling, Duration.ofMinutes(3));
        var rollingBack = stage.submit();
        stage.move(rollingBack, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.stay(rollingBack, Duration.ofMinutes(4));
        var later = stage.submit();
        stage.stay(later, Duration.ofMinutes(2));

        stage.clock.pass(Duration.ofMinutes(5));

        assertThat(idsOf(journal.claimDue(10))).containsExactly(rollingBack, disabling, waiting, later);
    }

    @Test
    void givesRollbacksToThoseWhoWorkOnNothingElse() {
        var waiting = stage.submit();
        stage.stay(waiting, Duration.ofMinutes(1));
        var needed = stage.submit();
        stage.stay(needed, Duration.ofMinutes(1));
        var at = stage.clock.now();
        watchedKeys.wake(List.of(new WatchedKeys.Alarm(needed, Optional.of(at))));
        stage.clock.pass(Duration.ofMinutes(5));

        var urgent = journal.claimUrgent(10);

        assertThat(idsOf(urgent)).containsExactly(needed);
        assertThat(urgent.getFirst().urgentSince()).contains(at);
        assertThat(journal.claimDue(10))
                .singleElement()
                .satisfies(claim -> assertThat(claim.urgentSince()).isEmpty());
    }

    @Test
    void takesTheKeyThatWasNeededLastFirst() {
        var ids = List.of(stage.submit(), stage.submit(), stage.submit(), stage.submit());
        var rollingBack = new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING);
        for (var id : ids) {
            stage.sql("update retirement set next_due_at = null where id <> '" + id + "'");
            stage.sql("update retirement set next_due_at = submitted_at where id = '" + id + "'");
            stage.move(id, rollingBack, Cause.SIGHTING);
        }
        ids.forEach(id -> stage.sql("update retirement set next_due_at = submitted_at where id = '" + id + "'"));
        var needed = stage.clock.now();
        watchedKeys.wake(List.of(
                new WatchedKeys.Alarm(ids.get(1), Optional.of(needed)),
                new WatchedKeys.Alarm(ids.get(2), Optional.of(needed.plusSeconds(60))),
                new WatchedKeys.Alarm(ids.get(0), Optional.of(needed.minusSeconds(60)))));

        assertThat(idsOf(journal.claimDue(10))).containsExactly(ids.get(2), ids.get(1), ids.get(0), ids.get(3));
    }

    @Test
    void takesNothingThatIsNotDueInDomainTime() {
        var id = stage.submit();
        stage.stay(id, Duration.ofHours(1));

        assertThat(journal.claimDue(10)).isEmpty();
        stage.clock.pass(Duration.ofHours(1));

        assertThat(idsOf(journal.claimDue(10))).containsExactly(id);
    }

    @Test
    void makesDueAtOnceAheadOfAllOthersAndLeavesTheVersion() {
        var asleep = stage.submit();
        stage.stay(asleep, Duration.ofDays(1));
        var before = stage.view(asleep).progress().version();
        var disabling = stage.submit();
        stage.move(disabling, new RetirementState.Disabling(stage.clock.now()), Cause.APPROVED);

        watchedKeys.wake(List.of(new WatchedKeys.Alarm(asleep, Optional.empty())));

        assertThat(stage.view(asleep).progress().version()).isEqualTo(before);
        assertThat(idsOf(journal.claimDue(10))).containsExactly(asleep, disabling);
    }

    @Test
    void isNotSleptOverByAStepThatHadDecidedToStay() {
        var id = stage.submit();
        var claim = stage.claim(id);
        watchedKeys.wake(List.of(new WatchedKeys.Alarm(id, Optional.empty())));

        stage.record(claim, new Decision.Stay(stage.clock.now().plus(Duration.ofDays(1)), List.of()));

        assertThat(idsOf(journal.claimDue(10))).containsExactly(id);
    }

    @Test
    void listsTheMembersOfWatchedRetirementsOnly() {
        stage.stay(stage.submit(), Duration.ofDays(1));
        var key = stage.keys.create(RetirementWorld.PLACE);
        var id = stage.submit(key);
        var since = stage.clock.now();
        stage.move(id, new RetirementState.Observing(since, stage.window()), Cause.CONFIRMED_DISABLED);

        assertThat(watchedKeys.at(List.of(RetirementWorld.PLACE)))
                .singleElement()
                .satisfies(watched -> {
                    assertThat(watched.keyArn()).isEqualTo(key);
                    assertThat(watched.span().since()).isEqualTo(since);
                    assertThat(watched.span().settledSince()).contains(since);
                });
        assertThat(watchedKeys.at(List.of(RetirementWorld.OTHER_PLACE))).isEmpty();
    }

    private static List<UUID> idsOf(List<Claim> claims) {
        return claims.stream().map(claim -> claim.retirement().id()).toList();
    }
}
