package dev.keysunset.retirement;

import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static dev.keysunset.retirement.NotifyWorld.PAGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RootCause;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.channel.Peer.Received;
import dev.keysunset.retirement.restraints.Stops;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.retirement.rollbacks.RollbackReviews;
import dev.keysunset.watch.guards.GuardRecords;
import dev.keysunset.watch.records.Matches.Match;
import dev.keysunset.watch.records.PrincipalKind;
import dev.keysunset.watch.records.WatchRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is told and when: with the transaction that causes it, once, and of everything that people have to know. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class TidingsTest extends NotifyStage {
    @Inject
    RollbackReviews reviews;

    @Inject
    Stops stops;

    @Inject
    GuardRecords guards;

    @Test
    void whatIsRolledBackWasNeverTold() {
        QuarkusTransaction.begin();
        notifier.tell(news("one", Kind.FEED_BLIND, "thread"));
        var uncommitted = (Number) stage.database.createNativeQuery(TOLD).getSingleResult();
        assertThat(uncommitted.longValue()).isPositive();
        QuarkusTransaction.rollback();
        assertThat(rows()).isZero();
    }

    @Test
    void aDecisionThatWasOvertakenTellsNothing() {
        var id = stage.submit();
        var claim = stage.claim(id);
        stage.expireLease(id);
        stage.record(claim, Decision.move(new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED));
        assertThat(rows()).isZero();
    }

    @Test
    void theSameIsToldOnce() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        tell(news("one", Kind.FEED_BLIND, "thread"));
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(1);
    }

    @Test
    void anIncidentFollowsARollbackFromTheJournalToTheReview() {
        var id = stage.submit();
        stage.move(id, new RetirementState.AwaitingDisableApproval(), Cause.ASSESSED);
        stage.disabling(id);
        stage.expireLease(id);
        stage.move(id, new RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.stay(
                id, Duration.ZERO, new Attention(Attention.Kind.ACCESS_DENIED, "EnableKey was refused.", "Allow it."));
        stage.move(id, new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING), Cause.RESTORED);
        var rollback = reviews.list(RollbackFilter.of(id), Optional.empty(), 1)
                .getFirst()
                .id();
        reviews.acknowledge(rollback, "oncall");
        reviews.resolve(
                rollback, new RollbackReview.Conclusion("oncall", RootCause.NEEDED_BY_WORKLOAD, "payroll needs it"));

        drain(HOOK, PAGER);
        assertThat(to(HOOK).stream().map(NotifyStage::type))
                .containsExactly(
                        "approval-needed",
                        "retirement-moved",
                        "rollback-begun",
                        "rollback-stuck",
                        "attention-raised",
                        "rollback-done",
                        "rollback-acknowledged",
                        "rollback-resolved");
        assertThat(to(HOOK)).allMatch(event -> event.body().contains(id.toString()));
        assertThat(to(PAGER).stream().map(NotifyStage::action))
                .containsExactly("trigger", "trigger", "acknowledge", "resolve");
        assertThat(to(PAGER)).allMatch(event -> event.body().contains("keysunset:rollback:" + rollback));
    }

    @Test
    void aRollbackThatCameTooLateIsNotToldAsOneThatIsDone() {
        var id = stage.submit();
        stage.move(id, new RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.move(id, new RetirementState.Deleted(false), Cause.KEY_GONE, "every member was gone");
        drain(HOOK);
        assertThat(end()).contains("is destroyed: the rollback came too late", "every member was gone");
    }

    @Test
    void aRollbackThatLeftAKeyToOthersIsNotToldAsOneThatIsDone() {
        var id = stage.submit();
        stage.move(id, new RollingBack(stage.clock.now(), Cause.SIGHTING), Cause.SIGHTING);
        stage.move(
                id,
                new RetirementState.RolledBack(stage.clock.now(), Cause.SIGHTING),
                Cause.RESTORED,
                "it was left as somebody else made it");
        drain(HOOK);
        assertThat(end()).contains("not every key came back", "it was left as somebody else made it");
    }

    /** What the hook was told of the end of a rollback. */
    private static String end() {
        return to(HOOK).stream()
                .filter(event -> type(event).equals("rollback-done"))
                .map(Received::body)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Test
    void thatAGuardedKeyIsNeededIsToldOnceADayHoweverOftenItIsTried() {
        var guard = UUID.randomUUID();
        var key = KeyArn.of("arn:aws:kms:us-east-1:111122223333:key/" + guard);
        stage.sql(
                "insert into key_guard (id, key_arn, account_id, region, key_usage, key_state, reason, by, at) values ('"
                        + guard + "', '" + key
                        + "', '111122223333', 'us-east-1', 'ENCRYPT_DECRYPT', 'Disabled', 'why?', 'olga', now())");
        var noon = Instant.parse("2026-01-02T12:00:00Z");
        for (var repeat = 0; repeat < 2; repeat++) {
            QuarkusTransaction.requiringNew()
                    .run(() -> guards.keep(List.of(
                            needed(guard, key, "one", noon),
                            needed(guard, key, "two", noon.plus(Duration.ofHours(1))),
                            needed(guard, key, "three", noon.plus(Duration.ofDays(1))))));
        }
        assertThat(stage.count("select count(*) from key_guard_record where guard_id = '" + guard + "'"))
                .isEqualTo(3);
        assertThat(stage.count("select count(*) from notification where kind = 'GUARDED_KEY_NEEDED'"))
                .isEqualTo(2);
    }

    private static Match needed(UUID guard, KeyArn key, String eventId, Instant at) {
        return new Match(
                guard,
                new WatchRecord(
                        WatchRecord.Kind.SIGHTING,
                        key,
                        new WatchRecord.Event(
                                eventId,
                                eventId,
                                at,
                                "Decrypt",
                                Optional.of(new WatchRecord.Failure("DisabledException", key + " is disabled."))),
                        new WatchRecord.Caller(
                                "role/orders",
                                PrincipalKind.ROLE,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new WatchRecord.Details(
                                WatchRecord.Meaning.REFUSED,
                                new WatchRecord.Source(Optional.empty(), Optional.empty(), Optional.empty()),
                                Map.of(),
                                "{}")));
    }

    @Test
    void theStopIsToldAndItsEndToTheSamePeople() {
        stops.stop(Optional.empty(), "adam", "something is wrong");
        stops.release(Optional.empty(), "adam", "it was nothing");
        drain(PAGER, CHAT);
        assertThat(to(PAGER).stream().map(NotifyStage::action)).containsExactly("trigger", "resolve");
        assertThat(to(CHAT)).hasSize(1);
        assertThat(to(CHAT).getFirst().body()).contains("something is wrong", "it was nothing");
    }
}
