package dev.keysunset.retirement;

import static dev.keysunset.retirement.NotifyWorld.CHAT;
import static dev.keysunset.retirement.NotifyWorld.HOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.channel.Peer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of what a target refused, once the service was started again with another channel to that target. */
@QuarkusTest
@TestProfile(NotifyWorld.Profile.class)
class ChangedChannelTest extends NotifyStage {
    @Test
    void whatWasRefusedAsOneMessageIsToldOneByOneAndInOrder() {
        IntStream.range(0, 20).forEach(i -> tell(news("n" + i, Kind.FEED_BLIND, "thread" + i % 3)));
        refuse(CHAT);
        changeChannel(CHAT, HOOK);
        drain(HOOK);

        assertThat(to(HOOK)).hasSize(20);
        assertThat(to(HOOK).stream().map(event -> event.header("webhook-id")).distinct())
                .hasSize(20);
        assertThat(to(HOOK).stream()
                        .filter(event -> event.body().contains("\"thread1\""))
                        .map(NotifyStage::keys))
                .containsExactly("n1", "n4", "n7", "n10", "n13", "n16", "n19");
        assertThat(count("SENT", HOOK)).isEqualTo(20);
    }

    @Test
    void afterACrashEachIsSentAgainUnderItsOwnId() {
        tell(news("one", Kind.FEED_BLIND, "a"));
        tell(news("two", Kind.FEED_BLIND, "b"));
        refuse(CHAT);
        changeChannel(CHAT, HOOK);
        var crashed = claimAll(HOOK);
        endLeases();
        claimAll(HOOK).forEach(delivering::run);
        crashed.forEach(delivering::run);

        assertThat(to(HOOK).stream().map(NotifyStage::keys)).containsExactly("one", "two", "one", "two");
        assertThat(to(HOOK).stream().map(event -> event.header("webhook-id")).distinct())
                .hasSize(2);
        assertThat(count("SENT", HOOK)).isEqualTo(2);
    }

    @Test
    void whatIsLeftOfAMessageIsOneMessageAgainWhenTheChannelIsChangedBack() {
        tell(news("taken", Kind.FEED_BLIND, "a"));
        tell(news("refused", Kind.FEED_BLIND, "b"));
        tell(news("waiting", Kind.FEED_SEES_AGAIN, "b"));
        refuse(CHAT);
        changeChannel(CHAT, HOOK);
        var claimed = claimAll(HOOK);
        assertThat(claimed).extracting(NotifyStage::key).containsExactly("taken", "refused");
        delivering.run(claimed.getFirst());
        NotifyWorld.peer().answers(Peer.answering(503));
        delivering.run(claimed.getLast());

        NotifyWorld.peer().forget();
        changeChannel(HOOK, CHAT);
        drain(CHAT);
        assertThat(to(CHAT).stream().map(NotifyStage::keys)).containsExactly("refused, waiting");
        assertThat(count("SENT", CHAT)).isEqualTo(3);
    }

    private void refuse(String target) {
        NotifyWorld.peer().answers(Peer.answering(503));
        claimAll(target).forEach(delivering::run);
        NotifyWorld.peer().forget();
    }

    /** Two targets of this world stand for one under both of its channels. */
    private void changeChannel(String before, String after) {
        stage.sql("delete from notification_delivery where target = '" + after + "'");
        stage.sql("update notification_delivery set target = '" + after + "' where target = '" + before + "'");
    }
}
