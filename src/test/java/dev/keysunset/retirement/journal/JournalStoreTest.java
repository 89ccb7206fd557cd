package dev.keysunset.retirement.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.EffectRecord.Outcome;
import dev.keysunset.core.Order;
import dev.keysunset.core.RetirementState;
import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Journal.Recorded;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.retirement.RetirementRows;
import dev.keysunset.retirement.RetirementWorld;
import dev.keysunset.retirement.Stage;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Orders;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class JournalStoreTest {
    @Inject
    Stage stage;

    @Inject
    Journal journal;

    @Inject
    WatchedKeys watchedKeys;

    @Inject
    Orders orders;

    @Inject
    RollbackReviews reviews;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Nested
    class Claiming {
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
    }

    @Nested
    class Fencing {
        @Test
        void overtakesAClaimWhoseLeaseHasEnded() {
            var id = stage.submit();
            var claim = stage.claim(id);
            stage.expireLease(id);

            assertThat(stage.record(
                            claim, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                    .isInstanceOf(Recorded.Overtaken.class);
            assertThat(stage.kinds(id)).containsExactly("SUBMITTED");
        }

        @Test
        void overtakesAClaimWhoseTokenIsAnothers() {
            var id = stage.submit();
            var stale = stage.claim(id);
            stage.expireLease(id);
            var current = stage.claim(id);

            assertThat(stage.record(
                            stale, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                    .isInstanceOf(Recorded.Overtaken.class);
            assertThat(stage.record(
                            current, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED)))
                    .isInstanceOf(Recorded.Kept.class);
        }

        @Test
        void overtakesAClaimWhenAPersonHasSpokenSinceAndLooksAgainAtOnce() {
            var id = stage.submit();
            var claim = stage.claim(id);
            assertThat(orders.cancel(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);

            assertThat(stage.record(claim, new Decision.Stay(stage.clock.now().plusSeconds(600), List.of())))
                    .isInstanceOf(Recorded.Overtaken.class);

            assertThat(journal.remembered(stage.claim(id).retirement().id()).order())
                    .map(Order::kind)
                    .contains(Order.Kind.CANCEL);
        }
    }

    @Nested
    class Recording {
        @Test
        void aMoveIsDueAtOnceAndToldWithItsCause() {
            var id = stage.submit();

            stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

            assertThat(stage.kinds(id)).containsExactly("SUBMITTED", "ASSESSED", "MOVED");
            assertThat(stage.view(id).retirement().state()).isEqualTo(new RetirementState.AwaitingDisableApproval());
            assertThat(stage.claim(id).version()).isEqualTo(2);
        }

        @Test
        void attentionKeepsItsBeginningWhileItPersistsAndTheVersionRestsWithIt() {
            var id = stage.submit();
            var gap = new Attention(Attention.Kind.WATCH_GAP, "blind", "repair");
            stage.stay(id, Duration.ofMinutes(1), gap);
            var before = stage.view(id);

            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), gap);
            var after = stage.view(id);

            assertThat(after.attention()).isEqualTo(before.attention());
            assertThat(after.progress().version()).isEqualTo(before.progress().version());
            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1));
            assertThat(stage.view(id).attention()).isEmpty();
            assertThat(stage.kinds(id)).endsWith("ATTENTION", "ATTENTION_CLEARED");
        }

        @Test
        void aRollbackOpensAnEventAndClosesIt() {
            var id = stage.submit();
            var since = stage.clock.now();
            stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
            assertThat(stage.count("select count(*) from rollback_event where closed_at is null and retirement_id = '"
                            + id + "'"))
                    .isEqualTo(1);

            stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);

            assertThat(stage.count(
                            "select count(*) from rollback_event where outcome = 'ROLLED_BACK' and retirement_id = '"
                                    + id + "'"))
                    .isEqualTo(1);
        }

        @Test
        void aRollbackThatAwsRefusesIsStuckUntilItGoesOn() {
            var id = stage.submit();
            stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
            var since = stage.clock.now();
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.ACCESS_DENIED, "denied", "allow"));
            assertThat(stuck(id)).isEqualTo("denied since " + since + " told 1");

            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.ACCESS_DENIED, "denied", "allow"));
            assertThat(stuck(id)).as("nothing new").isEqualTo("denied since " + since + " told 1");

            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
            assertThat(stuck(id)).as("another reason").isEqualTo("refused since " + since + " told 1");

            stage.sql("update rollback_event set told_at = told_at - interval '61 seconds' where retirement_id = '" + id
                    + "'");
            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
            assertThat(stuck(id)).as("a minute later").isEqualTo("refused since " + since + " told 2");

            stage.sql("update rollback_event set told_at = told_at - interval '61 seconds' where retirement_id = '" + id
                    + "'");
            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.EFFECT_FAILED, "refused", "wait"));
            assertThat(stuck(id)).as("the pause has grown").isEqualTo("refused since " + since + " told 2");

            stage.clock.pass(Duration.ofMinutes(1));
            stage.stay(id, Duration.ofMinutes(1), new Attention(Attention.Kind.THROTTLED, "waits", "nothing"));
            assertThat(stuck(id)).as("a turn comes by itself").isEqualTo("not stuck");
        }

        private String stuck(UUID id) {
            return reviews.list(RollbackFilter.of(id), Optional.empty(), 1)
                    .getFirst()
                    .course()
                    .stuck()
                    .map(stuck -> stuck.because() + " since " + stuck.since() + " told "
                            + stage.count("select told_times from rollback_event where retirement_id = '" + id + "'"))
                    .orElse("not stuck");
        }

        @Test
        void aDeletionIsCloseFromItsPolicysMarginOn() {
            var id = stage.submit();
            var date = stage.clock.now().plus(Duration.ofDays(20));
            stage.move(
                    id,
                    new RetirementState.PendingDeletion(stage.clock.now(), stage.window(), Optional.of(date)),
                    Cause.CONFIRMED_SCHEDULED);

            assertThat(watchedKeys.at(List.of(RetirementWorld.PLACE)))
                    .filteredOn(key -> key.retirementId().equals(id))
                    .singleElement()
                    .satisfies(key -> assertThat(key.condition().closeFrom()).contains(date.minus(Duration.ofDays(2))));
        }

        @Test
        void answersOrdersThatTheMoveObeysAndThoseItMakesMeaningless() {
            var id = stage.submit();
            stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
            assertThat(orders.restartWindow(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);
            assertThat(orders.rollBack(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);
            assertThat(journal.remembered(id).order()).map(Order::kind).contains(Order.Kind.ROLLBACK);

            stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);

            assertThat(journal.remembered(id).order()).isEmpty();
            assertThat(stage.count("select count(*) from operator_order where answer = 'OBEYED' and retirement_id = '"
                            + id + "'"))
                    .isEqualTo(1);
            assertThat(stage.count("select count(*) from operator_order where answer = 'VOID' and retirement_id = '"
                            + id + "'"))
                    .isEqualTo(1);
        }

        @Test
        void aRolledBackKeyStaysTakenUntilItRests() {
            var key = stage.keys.create(RetirementWorld.PLACE);
            var id = stage.submit(key);
            var since = stage.clock.now();
            stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
            stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);
            assertThat(stage.view(id).progress().live()).isTrue();

            stage.record(stage.claim(id), new Decision.Rest());

            assertThat(stage.view(id).progress().live()).isFalse();
            assertThat(stage.view(id).progress().nextStepAt()).isEmpty();
            assertThat(stage.submit(key)).isNotEqualTo(id);
        }

        @Test
        void aCancelledKeyIsFreeAtOnce() {
            var key = stage.keys.create(RetirementWorld.PLACE);
            var id = stage.submit(key);
            stage.move(id, new RetirementState.Cancelled(Cause.CANCELLED), Cause.CANCELLED);

            assertThat(stage.submit(key)).isNotEqualTo(id);
        }
    }

    @Nested
    class Waking {
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
    }

    @Nested
    class Concluding {
        @Test
        void keepsTheAnswerOfAnEffectWhoeverHoldsTheLease() {
            var id = stage.submit();
            stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);
            var first = stage.claim(id);
            var member = first.retirement().members().getFirst().keyArn();
            var intended = (Recorded.Intended)
                    stage.record(first, new Decision.Act(new dev.keysunset.core.Effect.EnableKey(member), List.of()));
            stage.expireLease(id);
            var second = stage.claim(id);

            journal.conclude(first, intended.effect(), new Outcome.Done(stage.clock.now(), "request-1"));

            assertThat(journal.remembered(id).effects())
                    .singleElement()
                    .satisfies(effect ->
                            assertThat(effect.outcome()).isEqualTo(new Outcome.Done(stage.clock.now(), "request-1")));
            assertThat(journal.claimDue(10))
                    .as("the second claim still holds its lease")
                    .isEmpty();
            assertThat(stage.record(second, new Decision.Stay(stage.clock.now(), List.of())))
                    .as("and has been overtaken by the news")
                    .isInstanceOf(Recorded.Overtaken.class);
        }

        @Test
        void anUnknownAnswerIsNoAnswerAndIsLookedAtAtOnce() {
            var id = stage.submit();
            stage.move(id, new RetirementState.RollingBack(stage.clock.now(), Cause.ORDERED), Cause.ORDERED);
            var claim = stage.claim(id);
            var member = claim.retirement().members().getFirst().keyArn();
            var intended = (Recorded.Intended)
                    stage.record(claim, new Decision.Act(new dev.keysunset.core.Effect.EnableKey(member), List.of()));

            journal.conclude(claim, intended.effect(), new Outcome.Unknown());

            assertThat(journal.remembered(id).effects())
                    .singleElement()
                    .satisfies(effect -> assertThat(effect.outcome()).isInstanceOf(Outcome.Unknown.class));
            assertThat(idsOf(journal.claimDue(10))).containsExactly(id);
        }

        @Test
        void tellsAFailedStepOnceForTheSameReason() {
            var id = stage.submit();
            journal.abandon(stage.claim(id), "boom", stage.clock.now());
            journal.abandon(stage.claim(id), "boom", stage.clock.now());
            journal.abandon(stage.claim(id), "bang", stage.clock.now());

            assertThat(stage.kinds(id).stream().filter("STEP_FAILED"::equals)).hasSize(2);
            assertThat(stage.view(id).attention())
                    .singleElement()
                    .satisfies(waiting -> assertThat(waiting.detail()).contains("bang"));
        }
    }

    private static List<UUID> idsOf(List<Claim> claims) {
        return claims.stream().map(claim -> claim.retirement().id()).toList();
    }
}
