package dev.keysunset.retirement;

import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.notify.channel.Peer;
import dev.keysunset.notify.channel.Peer.Received;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From the outbox to a real server: in order, grouped, through crashes, refusals and rivals. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class DeliveringTest extends NotifyStage {
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
        assertThat(claimed).extracting(NotifyStage::key).containsExactlyInAnyOrder("first", "other");
        claimed.forEach(delivering::run);
        NotifyWorld.peer().forget();
        drain(HOOK);
        assertThat(to(HOOK)).hasSize(3);
        assertThat(to(HOOK).stream()
                        .filter(event -> event.body().contains("\"slow\""))
                        .map(NotifyStage::type))
                .containsExactly("feed-blind", "feed-sees-again");
    }

    @Test
    void noMessageToPeopleOvertakesOneThatWaitsInAnyOfItsThreads() {
        tell(news("begun", Kind.ROLLBACK_BEGUN, "retirement"));
        NotifyWorld.peer().answers(Peer.answering(503));
        claimAll(CHAT).forEach(delivering::run);
        NotifyWorld.peer().forget();
        tell(news("done", Kind.ROLLBACK_DONE, "retirement"));
        tell(news("other", Kind.FEED_BLIND, "other"));
        // What was refused pauses for longer than this world's milliseconds, and nothing else does.
        stage.sql("update notification_delivery set due_at = clock_timestamp()"
                + " + case when message_id is null then interval '0' else interval '1 hour' end");
        deliveries.claimDue(CHAT, 10).forEach(delivering::run);
        assertThat(deliveries.claimDue(CHAT, 10)).as("what is done waits").isEmpty();

        drain(CHAT);
        assertThat(to(CHAT).stream().map(NotifyStage::keys)).containsExactly("other", "begun", "done");
    }

    @Test
    void afterACrashItIsSentAgainUnderTheSameId() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        var crashed = claimAll(HOOK).getFirst();
        assertThat(claimAll(HOOK)).as("nobody else's while it is leased").isEmpty();
        endLeases();
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
    void givesUpAfterLongEnough() {
        tell(news("one", Kind.FEED_BLIND, "thread"));
        stage.sql("update notification_delivery set tried_since = tried_since - interval '25 hours'");
        NotifyWorld.peer().answers(Peer.answering(503));
        drain(HOOK);
        assertThat(count("DEAD", HOOK)).isOne();
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
}
