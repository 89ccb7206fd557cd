package dev.keysunset.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Approval.Choice;
import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.Gate;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RootCause;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.Skew;
import dev.keysunset.retirement.approvals.Approvals;
import dev.keysunset.retirement.approvals.Approvals.Given;
import dev.keysunset.retirement.orders.Answer;
import dev.keysunset.retirement.orders.Holds;
import dev.keysunset.retirement.orders.Orders;
import dev.keysunset.retirement.orders.Retry;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.retirement.view.RetirementFilter;
import dev.keysunset.retirement.view.RetirementQueries;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people say, and what is answered. */
@QuarkusTest
@TestProfile(RetirementWorld.Profile.class)
class PeopleTest {
    private static final Optional<String> EVERYWHERE = Optional.empty();
    private static final RollbackReview.Conclusion PAYROLL =
            new RollbackReview.Conclusion("oncall", RootCause.NEEDED_BY_WORKLOAD, "payroll needs it");

    @Inject
    Stage stage;

    @Inject
    Approvals approvals;

    @Inject
    Orders orders;

    @Inject
    Holds holds;

    @Inject
    Retry retry;

    @Inject
    Stops stops;

    @Inject
    Restraints restraints;

    @Inject
    Skew skew;

    @Inject
    RollbackReviews reviews;

    @Inject
    RetirementQueries queries;

    private UUID id;

    @BeforeEach
    void submitted() {
        stage.clear();
        id = stage.submit();
    }

    @Nested
    class Approving {
        @Test
        void countsOnTheLatestAssessmentAndMakesItDue() {
            stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
            stage.stay(id, Duration.ofHours(1));

            var given = approve("approver");

            assertThat(given).isInstanceOfSatisfying(Given.Recorded.class, recorded -> {
                assertThat(recorded.approval().approval().assessmentHash()).isEqualTo(Stage.HASH);
                assertThat(recorded.version())
                        .isEqualTo(stage.view(id).progress().version());
            });
            assertThat(stage.journal
                            .remembered(stage.claim(id).retirement().id())
                            .approvals())
                    .hasSize(1);
            assertThat(stage.kinds(id)).endsWith("APPROVED");
        }

        @Test
        void isRefusedWithItsReason() {
            assertThat(approve("approver"))
                    .isEqualTo(new Given.GateNotOpen(Gate.DISABLE, StateName.SUBMITTED, Optional.empty()));
            stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
            assertThat(approve("submitter")).isEqualTo(new Given.OwnSubmission("submitter"));
            assertThat(approvals.give(new Word(id, 1, "approver", ""), Gate.DISABLE, Choice.APPROVE))
                    .isEqualTo(new Given.Changed(2));
            assertThat(approvals.give(stage.word(id, "approver"), Gate.DELETE, Choice.APPROVE))
                    .isEqualTo(new Given.GateNotOpen(
                            Gate.DELETE, StateName.AWAITING_DISABLE_APPROVAL, Optional.of(Gate.DISABLE)));
            approve("approver");
            assertThat(approve("approver")).isInstanceOf(Given.AlreadyDecided.class);
            assertThat(approvals.give(new Word(UUID.randomUUID(), 1, "approver", ""), Gate.DISABLE, Choice.APPROVE))
                    .isInstanceOf(Given.NotFound.class);
        }

        @Test
        void isOpenAgainToThePersonWhoseWordExpiredOrWasWithdrawn() {
            stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
            approve("approver");
            stage.clock.pass(Duration.ofDays(15));
            var again = approve("approver");
            assertThat(again).isInstanceOf(Given.Recorded.class);

            var approvalId = ((Given.Recorded) again).approval().id();
            assertThat(approvals.withdraw(id, approvalId, "approver2"))
                    .isInstanceOf(Approvals.Withdrawn.NotTheirs.class);
            assertThat(approvals.withdraw(id, approvalId, "approver")).isInstanceOf(Approvals.Withdrawn.Taken.class);
            assertThat(approvals.withdraw(id, approvalId, "approver")).isInstanceOf(Approvals.Withdrawn.Already.class);

            assertThat(approve("approver")).isInstanceOf(Given.Recorded.class);
            assertThat(queries.approvals(id)).hasSize(3);
        }

        private Given approve(String person) {
            return approvals.give(stage.word(id, person), Gate.DISABLE, Choice.APPROVE);
        }
    }

    @Nested
    class Ordering {
        @Test
        void namesTheOrderThatIsPossibleInstead() {
            assertThat(orders.rollBack(stage.word(id, "oncall")))
                    .isInstanceOfSatisfying(
                            Answer.NotPossible.class,
                            no -> assertThat(no.remedy()).contains("Cancel"));
            assertThat(orders.extendWindow(stage.word(id, "oncall"), Duration.ofDays(1)))
                    .isInstanceOf(Answer.NotPossible.class);
            stage.move(id, new RetirementState.Observing(stage.clock.now(), stage.window()), Cause.CONFIRMED_DISABLED);
            assertThat(orders.cancel(stage.word(id, "oncall")))
                    .isInstanceOfSatisfying(
                            Answer.NotPossible.class,
                            no -> assertThat(no.remedy()).contains("rollback"));
            assertThat(orders.extendWindow(stage.word(id, "oncall"), Duration.ofDays(1)))
                    .isInstanceOf(Answer.Done.class);
            assertThat(stage.journal.remembered(id).order())
                    .hasValueSatisfying(order -> assertThat(order.extension()).isEqualTo(Duration.ofDays(1)));
        }

        @Test
        void refusesAWordOnAnOldVersion() {
            var old = stage.word(id, "oncall");
            stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);

            assertThat(orders.cancel(old)).isEqualTo(new Answer.Changed(2));
            assertThat(orders.cancel(new Word(UUID.randomUUID(), 1, "oncall", "")))
                    .isInstanceOf(Answer.NotFound.class);
        }
    }

    @Nested
    class Restraining {
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

        private java.util.List<Attention.Kind> kinds() {
            return restraints.on(stage.view(id).retirement()).stream()
                    .map(Attention::kind)
                    .toList();
        }
    }

    @Test
    void retryMakesItDueNow() {
        stage.stay(id, Duration.ofDays(1));
        assertThat(stage.journal.claimDue(10)).isEmpty();

        assertThat(retry.now(stage.word(id, "oncall"))).isInstanceOf(Answer.Done.class);

        assertThat(stage.claim(id).retirement().id()).isEqualTo(id);
    }

    @Test
    void aRollbackIsAcknowledgedThenResolvedOnceItHasEnded() {
        var since = stage.clock.now();
        stage.move(id, new RetirementState.RollingBack(since, Cause.SIGHTING), Cause.SIGHTING);
        var unresolved = new RollbackFilter(Optional.of(id), Optional.empty(), true);
        var event = reviews.list(unresolved, Optional.empty(), 10).getFirst();
        assertThat(reviews.acknowledge(event.id(), "oncall")).isInstanceOf(RollbackReviews.Reviewed.Done.class);
        assertThat(reviews.acknowledge(event.id(), "oncall")).isInstanceOf(RollbackReviews.Reviewed.NotPossible.class);
        assertThat(reviews.resolve(event.id(), PAYROLL))
                .as("still under way")
                .isInstanceOf(RollbackReviews.Reviewed.NotPossible.class);
        stage.move(id, new RetirementState.RolledBack(since, Cause.SIGHTING), Cause.RESTORED);

        assertThat(reviews.resolve(event.id(), PAYROLL))
                .isInstanceOfSatisfying(RollbackReviews.Reviewed.Done.class, done -> {
                    assertThat(done.review().review().resolved()).isPresent();
                    assertThat(done.review().course().ended()).isPresent();
                });
        assertThat(reviews.list(unresolved, Optional.empty(), 10)).isEmpty();
        assertThat(stage.kinds(id)).contains("ROLLBACK_ACKNOWLEDGED", "ROLLBACK_RESOLVED");
    }

    @Test
    void listsByFilterPageByPage() {
        stage.clock.pass(Duration.ofSeconds(1));
        var later = stage.submit();
        var key = stage.view(later).members().getFirst().keyArn();
        var byKey = new RetirementFilter(
                Optional.of(StateName.SUBMITTED),
                new RetirementFilter.Where(Optional.of("111122223333"), Optional.of("us-east-1")),
                Optional.of("standard"),
                Optional.empty(),
                Optional.of(key.keyId().substring(3, 20).toUpperCase(java.util.Locale.ROOT)));
        assertThat(queries.list(byKey, Optional.empty(), 10))
                .extracting(view -> view.retirement().id())
                .containsExactly(later);

        var first = queries.list(RetirementFilter.ALL, Optional.empty(), 1)
                .getFirst()
                .retirement();
        var second = queries.list(
                        RetirementFilter.ALL,
                        Optional.of(new RetirementQueries.Position(
                                first.submission().at(), first.id())),
                        1)
                .getFirst()
                .retirement();

        assertThat(first.id()).isEqualTo(later);
        assertThat(second.id()).isEqualTo(id);
        assertThat(queries.countByState().get(StateName.SUBMITTED)).isGreaterThanOrEqualTo(2);
        assertThat(queries.countByState()).containsKey(StateName.DELETED);
    }

    @Test
    void keepsEveryAssessmentThatDiffers() {
        stage.record(stage.claim(id), new Decision.Stay(stage.clock.now(), java.util.List.of()));
        stage.record(stage.claim(id), new Decision.Stay(stage.clock.now(), java.util.List.of()));

        assertThat(queries.assessments(id)).hasSize(1);
        assertThat(queries.assessment(id, Gate.DISABLE)).isPresent();
    }
}
