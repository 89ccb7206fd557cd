package dev.keysunset.retirement;

import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.channel.Peer;
import dev.keysunset.notify.outbox.Tidying;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What becomes of what was told long ago, or to somebody who is configured no more. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class TidyingTest extends NotifyStage {
    @Inject
    Tidying tidying;

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
}
