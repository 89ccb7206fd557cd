package dev.keysunset.watch.polling;

import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.FeedLedger.History;
import dev.keysunset.watch.polling.FeedLedger.Next;
import dev.keysunset.watch.polling.FeedLedger.Polled;
import dev.keysunset.watch.records.RecordReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One poll of one feed: everything that it brings or, of the event history of a busy place, what it has of single keys. */
@ApplicationScoped
public class FeedStep {
    private static final Logger LOG = Logger.getLogger(FeedStep.class);

    private final FeedLedger ledger;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final Patience patience;
    private final FootingLook footing;
    private final WholePlace wholePlace;
    private final KeyByKey keyByKey;

    /** What the step is patient by: the clocks and the paces. */
    public record Patience(Clocks clocks, Tempo tempo, WatchPace pace) {}

    /**
     * Up to what a poll reads.
     *
     * @param now the present, in domain time
     * @param until how long, in real time, it may go on
     */
    record Reach(Instant now, Instant until) {}

    public FeedStep(FeedLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.patience = patience;
        this.footing = new FootingLook(ledger, trail, patience);
        this.wholePlace = new WholePlace(trail, reader, patience);
        this.keyByKey = new KeyByKey(trail, reader, patience);
    }

    public void run(FeedClaim claimed) {
        footing.at(claimed).ifPresentOrElse(this::pollOnce, () -> overtaken(claimed));
    }

    private void pollOnce(FeedClaim claim) {
        var polled = claim.feed().kind().pulls() ? poll(claim) : lookedOnly(claim);
        if (!ledger.record(claim, polled)) {
            overtaken(claim);
        }
        polled.trouble().ifPresent(why -> LOG.warnf("feed=\"%s\" poll failed: %s", claim.feed(), why));
    }

    /** A queue is listened to all the time, by everybody; what is leased is the look at what it stands on. */
    private Polled lookedOnly(FeedClaim claim) {
        var again = claim.foothold().firm()
                ? patience.pace().footingEvery()
                : patience.tempo().listening().pollInterval();
        var next = new Next(patience.clocks().domain().now().plus(again), claim.span());
        return new Polled(Found.NOTHING, Optional.empty(), Optional.empty(), next);
    }

    private static void overtaken(FeedClaim claim) {
        LOG.infof("feed=\"%s\" lease lost before the poll was recorded; nothing written", claim.feed());
    }

    private Polled poll(FeedClaim claim) {
        var now = patience.clocks().domain().now();
        var watched = watchedKeys.at(trail.reach(claim.feed()));
        var since = whole(claim, watched, now).stream()
                .map(key -> key.span().since())
                .min(Instant::compareTo)
                .filter(now::isAfter);
        var real = patience.clocks().real().now();
        var until = claim.lease().readUntil(real);
        // Where both is read, each may take half of the time.
        var half = real.plus(Duration.between(real, until).dividedBy(2));
        var ofKeys = keyByKey.read(claim, watched, new Reach(now, since.isPresent() ? half : until));
        var ofPlace = since.map(from -> wholePlace.read(claim, watched, from, new Reach(now, until)));
        var trouble = ofPlace.flatMap(WholePlace.Brought::trouble).or(() -> ofKeys.flatMap(KeyByKey.Brought::trouble));
        var caughtUp = ofPlace.map(brought -> brought.next().caughtUp()).orElse(true)
                && ofKeys.map(brought -> brought.next().caughtUp()).orElse(true);
        return new Polled(
                ofPlace.map(WholePlace.Brought::found).orElse(Found.NOTHING),
                ofPlace.flatMap(WholePlace.Brought::credited),
                trouble,
                new Next(
                        trouble.isPresent() ? retried() : due(now, caughtUp, watched),
                        ofPlace.map(brought -> brought.next().span()).orElse(claim.span())),
                new History(ofKeys, ofPlace.flatMap(WholePlace.Brought::recordsASecond)));
    }

    /**
     * For which keys everything is read: for those that are not asked for one by one, and for those for whom everything was read
     * until now, as long as asking for them one by one has not caught up. So nothing is lost when the one gives way to the other.
     */
    private List<WatchedKey> whole(FeedClaim claim, List<WatchedKey> watched, Instant now) {
        var byKey = claim.earned().byKey();
        var due = now.minus(patience.tempo().listening().tolerance());
        var reachesBack = claim.foothold().reachesBack(now);
        return watched.stream()
                .filter(key -> {
                    var since = key.span().since().isBefore(reachesBack)
                            ? reachesBack
                            : key.span().since();
                    return !byKey.usages().contains(key.keyUsage())
                            || (since.isBefore(due)
                                    && !claim.coverage().watermark(since).isBefore(due)
                                    && byKey.read(key.keyArn()).watermark(since).isBefore(due));
                })
                .toList();
    }

    private Instant retried() {
        return patience.clocks().domain().now().plus(patience.tempo().pace().retryAfter());
    }

    /** Close to a deletion every minute counts: what is seen in it must still be answered in time. */
    private Instant due(Instant now, boolean caughtUp, List<WatchedKey> watched) {
        var listening = patience.tempo().listening();
        var interval = watched.stream().anyMatch(key -> key.condition().close(now))
                ? listening.closePollInterval()
                : listening.pollInterval();
        return caughtUp ? now.plus(soonEnough(interval)) : now;
    }

    /** A tick takes it up somewhat later than it is due, and the interval is to be the longest time between two polls. */
    private static Duration soonEnough(Duration interval) {
        return interval.minus(interval.dividedBy(10));
    }
}
