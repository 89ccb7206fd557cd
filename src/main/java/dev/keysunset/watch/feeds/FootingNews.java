package dev.keysunset.watch.feeds;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.watch.polling.Foothold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells when a feed goes blind, and when it sees again. Joins the caller's transaction. */
@ApplicationScoped
class FootingNews {
    private final Notifier notifier;
    private final Clocks clocks;

    FootingNews(Notifier notifier, Clocks clocks) {
        this.notifier = notifier;
        this.clocks = clocks;
    }

    /** @param before empty where this was the first look */
    void looked(FeedRow feed, Optional<Foothold> before, Foothold after) {
        var saw = before.map(Foothold::firm).orElse(true);
        if (saw && !after.firm()) {
            tell(
                    Kind.FEED_BLIND,
                    feed,
                    new Words(
                            "The feed " + feed.feed() + " proves nothing any more",
                            after.trouble().orElse("nobody can say whether it sees"),
                            Optional.of("Mend it: verdicts that rest on it alone do not come true meanwhile.")));
        } else if (!saw && after.firm()) {
            tell(
                    Kind.FEED_SEES_AGAIN,
                    feed,
                    new Words("The feed " + feed.feed() + " sees again", "Its polls count again.", Optional.empty()));
        }
    }

    /** What comes and goes is told once an hour. */
    private void tell(Kind kind, FeedRow feed, Words words) {
        var now = clocks.domain().now();
        var thread = "feed:" + feed.id;
        notifier.tell(new Notification(
                kind,
                About.noKey(thread, Optional.of(feed.feed().place().accountId())),
                words,
                new Once(thread + ":" + kind + ":" + now.truncatedTo(ChronoUnit.HOURS), now)));
    }
}
