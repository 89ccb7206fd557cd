package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.as;
import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static dev.keysunset.retirement.NotifyWorld.PAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.Decision;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.RollingBack;
import dev.keysunset.core.RootCause;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.notify.Deliveries;
import dev.keysunset.notify.Delivering;
import dev.keysunset.notify.Delivery;
import dev.keysunset.notify.Tidying;
import dev.keysunset.notify.channel.Peer;
import dev.keysunset.notify.channel.Peer.Received;
import dev.keysunset.watch.Matches.Match;
import dev.keysunset.watch.PrincipalKind;
import dev.keysunset.watch.WatchRecord;
import dev.keysunset.watch.guards.GuardRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told, to whom, how often: from the transaction that causes it to a real server, through crashes and rivals. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class NotificationsTest {
    private static final String TOLD = "select count(*) from notification_delivery";

    @Inject
    Stage stage;

    @Inject
    Notifier notifier;

    @Inject
    Deliveries deliveries;

    @Inject
    Delivering delivering;

    @Inject
    Tidying tidying;

    @Inject
    RollbackReviews reviews;

    @Inject
    Stops stops;

    @Inject
    GuardRecords guards;

    @BeforeEach
    void clear() {
        stage.clear();
        stage.sql("delete from notification");
        NotifyWorld.peer().forget();
    }

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
        assertThat(to(HOOK).stream().map(NotificationsTest::type))
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
        assertThat(to(PAGER).stream().map(NotificationsTest::action))
                .containsExactly("trigger", "trigger", "acknowledge", "resolve");
        assertThat(to(PAGER)).allMatch(event -> event.body().contains("keysunset:rollback:" + rollback));
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
        assertThat(to(PAGER).stream().map(NotificationsTest::action)).containsExactly("trigger", "resolve");
        assertThat(to(CHAT)).hasSize(1);
        assertThat(to(CHAT).getFirst().body()).contains("something is wrong", "it was nothing");
    }

    @Test
    void whatHappensTogetherIsOneMessageToPeopleAndStaysOne() {
        IntStream.range(0, 20).forEach(i -> tell(news("n" + i, Kind.FEED_BLIND, "thread" + i % 3)));
        NotifyWorld.peer().answers(Peer.answering(503));
        var first = claimAll(CHAT);
        assertThat(first).hasSize(1);
        delivering.run(first.getFirst());

        tell(news("later", Kind.FEED_BLIND, "another"));
        NotifyWorld.peer().forget();
        drain(CHAT);
        assertThat(to(CHAT)).as("the one that failed, and what came after it").hasSize(2);
        assertThat(to(CHAT).stream().map(Received::body))
                .anyMatch(body -> body.contains("20 things happened"))
                .anyMatch(body -> body.contains("title later") && !body.contains("things happened"));
    }

    @Test
    void aThreadIsToldInOrderAndDelaysNoOther() {
        tell(news("first", Kind.FEED_BLIND, "slow"));
        tell(news("second", Kind.FEED_SEES_AGAIN, "slow"));
        tell(news("other", Kind.FEED_BLIND, "quick"));
        NotifyWorld.peer().answers(Peer.answering(503));
        var claimed = claimAll(HOOK);
        assertThat(claimed).extracting(NotificationsTest::key).containsExactlyInAnyOrder("first", "other");
        claimed.forEach(delivering::run);
        NotifyWorld.peer().forget();
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(3);
        assertThat(to(HOOK).stream()
                        .filter(event -> event.body().contains("\"slow\""))
                        .map(NotificationsTest::type))
                .containsExactly("feed-blind", "feed-sees-again");
    }

    @Test
    void afterACrashItIsSentAgainUnderTheSameId() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        var crashed = claimAll(HOOK).getFirst();
        assertThat(claimAll(HOOK)).as("nobody else's while it is leased").isEmpty();
        stage.sql("update notification_delivery set leased_until = clock_timestamp() - interval '1 second'"
                + " where lease_token is not null");
        var successor = claimAll(HOOK).getFirst();

        delivering.run(successor);
        delivering.run(crashed);
        assertThat(to(HOOK)).hasSize(2);
        assertThat(to(HOOK).stream().map(event -> event.header("webhook-id")).distinct())
                .hasSize(1);
        assertThat(count("SENT", HOOK)).isOne();
        assertThat(successor.attempt()).isEqualTo(2);
    }

    @Test
    void rivalsSendEverythingOnce() throws InterruptedException, ExecutionException {
        IntStream.range(0, 60).forEach(i -> tell(news("n" + i, Kind.FEED_BLIND, "thread" + i % 20)));
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        var target = i % 2 == 0 ? HOOK : CHAT;
                        for (var claimed = deliveries.claimDue(target, 10);
                                !claimed.isEmpty();
                                claimed = deliveries.claimDue(target, 10)) {
                            claimed.forEach(delivering::run);
                        }
                        return true;
                    })
                    .toList();
            for (var ended : replicas.invokeAll(work)) {
                ended.get();
            }
        }
        drain(HOOK, CHAT);
        assertThat(to(HOOK)).hasSize(60);
        assertThat(to(HOOK).stream().map(event -> event.header("webhook-id")).distinct())
                .hasSize(60);
        assertThat(to(CHAT)).hasSize(1);
        assertThat(count("PENDING", HOOK) + count("PENDING", CHAT)).isZero();
    }

    @Test
    void aDeadLetterIsSeenAndReplayed() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        NotifyWorld.peer().answers(Peer.answering(400));
        drain(HOOK);
        var id = as("viewer")
                .get("/api/v1/notifications?status=DEAD")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].target", equalTo(HOOK))
                .body("items[0].trouble", equalTo("127.0.0.1 answered 400: status 400 for …"))
                .body("items[0].notification.kind", equalTo("FEED_BLIND"))
                .extract()
                .<String>path("items[0].id");
        var replay = "/api/v1/notifications/" + id + "/replay";
        as("viewer").post(replay).then().statusCode(403);

        NotifyWorld.peer().forget();
        as("oncall").post(replay).then().statusCode(200).body("status", equalTo("PENDING"));
        as("oncall")
                .post(replay)
                .then()
                .statusCode(409)
                .body("remedy", equalTo("Nothing to do: it is tried by itself."));
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(1);
        as("oncall").post(replay).then().statusCode(409);
        as("viewer").get("/api/v1/notifications?status=SENT&target=hook").then().body("items.id", hasItem(id));
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        as("viewer")
                .get("/api/v1/notifications?status=LOST")
                .then()
                .statusCode(400)
                .body("field", equalTo("status"));
        as("viewer")
                .get("/api/v1/notifications?cursor=abc")
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
        as("oncall")
                .post("/api/v1/notifications/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void pagesThroughWhatWasTold() {
        IntStream.range(0, 5).forEach(i -> tell(news("n" + i, Kind.FEED_BLIND, "thread" + i)));
        var titles = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = as("viewer")
                    .queryParam("target", HOOK)
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor.orElse(""))
                    .get("/api/v1/notifications")
                    .then()
                    .statusCode(200)
                    .extract();
            titles.addAll(page.<List<String>>path("items.notification.title"));
            cursor = Optional.ofNullable(page.path("nextCursor"));
        } while (cursor.isPresent());
        assertThat(titles).containsExactly("title n4", "title n3", "title n2", "title n1", "title n0");
    }

    @Test
    void givesUpAfterLongEnough() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        stage.sql("update notification_delivery set tried_since = tried_since - interval '25 hours'");
        NotifyWorld.peer().answers(Peer.answering(503));
        drain(HOOK);
        assertThat(count("DEAD", HOOK)).isOne();
    }

    @Test
    void forgetsWhatWasSentLongAgoAndKeepsWhatWasNot() {
        tell(news("sent", Kind.FEED_BLIND, "a"));
        drain(HOOK, CHAT);
        tell(news("dead", Kind.FEED_BLIND, "b"));
        NotifyWorld.peer().answers(Peer.answering(400));
        drain(HOOK, CHAT);
        stage.sql("update notification_delivery set settled_at = settled_at - interval '31 days'");
        stage.sql(
                "update notification_delivery set target = 'nobody' where status = 'DEAD' and target = '" + CHAT + "'");
        tidying.tidy();
        assertThat(count("SENT", HOOK)).isZero();
        assertThat(count("DEAD", HOOK)).isOne();
        assertThat(count("DEAD", "nobody")).isOne();
    }

    @Test
    void whoeverIsConfiguredNoMoreIsGivenUp() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        stage.sql("update notification_delivery set target = 'former' where target = '" + HOOK + "'");
        tidying.tidy();
        assertThat(count("PENDING", "former"))
                .as("a release may be rolling out")
                .isOne();
        stage.sql("update notification_delivery set tried_since = tried_since - interval '25 hours'");
        tidying.tidy();
        assertThat(count("DEAD", "former")).isOne();
        assertThat(count("PENDING", CHAT)).isOne();
    }

    @Test
    void textThatNoDatabaseTakesDoesNotKeepTheRestFromBeingCommitted() {
        tell(new Notification(
                Kind.FEED_BLIND,
                About.noKey("thread", Optional.empty()),
                new Words("a\u0000b \ud800", "\\u0000", Optional.empty()),
                new Once("odd", stage.clock.now())));
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(1);
    }

    @Test
    void noSecretIsEverTold() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        NotifyWorld.peer().answers(Peer.answering(500));
        claimAll(CHAT).forEach(delivering::run);
        as("viewer")
                .get("/api/v1/notifications")
                .then()
                .body("items.trouble", not(hasItem(containsString("/chat"))))
                .body("items.trouble", hasItem("127.0.0.1 answered 500: status 500 for …"));
    }

    private Notification news(String key, Kind kind, String thread) {
        return new Notification(
                kind,
                About.noKey(thread, Optional.of("111122223333")),
                new Words("title " + key, "detail", Optional.empty()),
                new Once(key, stage.clock.now()));
    }

    private void tell(Notification notification) {
        QuarkusTransaction.requiringNew().run(() -> notifier.tell(notification));
    }

    /** What a replica does until nothing is due: what was put off is waited for where it is put off for milliseconds. */
    private void drain(String... targets) {
        for (var target : targets) {
            for (var claimed = claimAll(target); !claimed.isEmpty(); claimed = claimAll(target)) {
                claimed.forEach(delivering::run);
            }
        }
    }

    private List<Delivery> claimAll(String target) {
        // Pauses of milliseconds are over by the time a statement is.
        stage.sql("update notification_delivery set due_at = least(due_at, clock_timestamp()) where target = '" + target
                + "' and lease_token is null");
        return deliveries.claimDue(target, 10);
    }

    private static List<Received> to(String target) {
        return NotifyWorld.peer().received().stream()
                .filter(received -> received.path().equals("/" + target))
                .toList();
    }

    private static String type(Received event) {
        return event.body().replaceAll(".*\"type\":\"dev\\.keysunset\\.([a-z-]+)\".*", "$1");
    }

    private static String action(Received event) {
        return event.body().replaceAll(".*\"event_action\":\"([a-z]+)\".*", "$1");
    }

    private static String key(Delivery delivery) {
        return delivery.message().told().getFirst().notification().once().key();
    }

    private long rows() {
        return stage.count(TOLD);
    }

    private long count(String status, String target) {
        return stage.count("select count(*) from notification_delivery where status = '" + status + "' and target = '"
                + target + "'");
    }
}
