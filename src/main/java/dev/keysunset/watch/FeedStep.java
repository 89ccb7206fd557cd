package dev.keysunset.watch;

import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.FeedLedger.Found;
import dev.keysunset.watch.FeedLedger.Next;
import dev.keysunset.watch.FeedLedger.Polled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One poll of one feed. It reads from the first gap to now, page by page, and earns coverage only if every page came; the
 * stretch that CloudTrail may still add to is read again by the next poll.
 */
@ApplicationScoped
public class FeedStep {
    private static final Logger LOG = Logger.getLogger(FeedStep.class);
    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(1);

    private final FeedLedger ledger;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final RecordReader reader;
    private final Patience patience;

    /** What the step is patient by: the clocks and the paces. */
    public record Patience(Clocks clocks, Tempo tempo, WatchPace pace) {}

    public FeedStep(FeedLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader, Patience patience) {
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.reader = reader;
        this.patience = patience;
    }

    /** Leases and polls up to {@code limit} due feeds; returns how many. */
    public int runDue(int limit) {
        var claims = ledger.claimDue(limit);
        claims.forEach(this::run);
        return claims.size();
    }

    public void run(FeedClaim claim) {
        var polled = poll(claim);
        if (!ledger.record(claim, polled)) {
            LOG.infof("feed=\"%s\" lease lost before the poll was recorded; nothing written", claim.feed());
        }
        polled.trouble().ifPresent(why -> LOG.warnf("feed=\"%s\" poll failed: %s", claim.feed(), why));
    }

    private Polled poll(FeedClaim claim) {
        var now = patience.clocks().domain().now();
        var watched = watchedKeys.at(claim.feed().place());
        var since = watched.stream().map(WatchedKey::since).min(Instant::compareTo);
        if (since.isEmpty() || !since.get().isBefore(now)) {
            return new Polled(Found.NOTHING, Optional.empty(), Optional.empty(), next(claim, now, true));
        }
        var gap = claim.coverage()
                .firstGap(new Interval(since.get(), now))
                .map(Interval::from)
                .orElse(now);
        var end = gap.plus(claim.span()).isBefore(now) ? gap.plus(claim.span()) : now;
        // One lag further back than the gap: records arrive late, and out of order.
        var range = new Interval(gap.minus(patience.tempo().listening().lag()), end);
        return read(claim, range, gap, watched);
    }

    private Polled read(FeedClaim claim, Interval range, Instant gap, List<WatchedKey> watched) {
        var matches = new Matches(reader, watched);
        Optional<String> token = Optional.empty();
        Optional<Instant> awsNow = Optional.empty();
        do {
            if (!patience.clocks().real().now().isBefore(claim.lease().ends())) {
                return failed(matches, "the pages of " + range + " outlast the lease; asking for less", halved(claim));
            }
            switch (trail.read(claim.feed(), range, token)) {
                case Reading.Read<Trail.Page>(var page) -> {
                    page.records().forEach(matches::add);
                    awsNow = awsNow.or(() -> Optional.of(page.awsNow()));
                    token = page.nextToken();
                }
                case Reading.Unreadable<Trail.Page>(var call, var code, var message) -> {
                    return failed(matches, call + " failed: " + code + " " + message, claim.span());
                }
                case Reading.Absent<Trail.Page> _ -> {
                    return failed(matches, "the feed does not exist", claim.span());
                }
            }
        } while (token.isPresent());
        var now = patience.clocks().domain().now();
        var complete = earliest(
                range.to(),
                earliest(awsNow.orElse(now), now)
                        .minus(patience.tempo().listening().lag()));
        var credited = gap.isBefore(complete) ? Optional.of(new Interval(gap, complete)) : Optional.<Interval>empty();
        var caughtUp =
                !range.to().isBefore(now.minus(patience.tempo().listening().pollInterval()));
        return new Polled(found(matches), credited, Optional.empty(), next(claim, now, caughtUp));
    }

    /** What the pages before the failure brought counts all the same; only the coverage is lost. */
    private Polled failed(Matches matches, String why, Duration span) {
        var again =
                patience.clocks().domain().now().plus(patience.tempo().pace().retryAfter());
        return new Polled(found(matches), Optional.empty(), Optional.of(why), new Next(again, span));
    }

    private Next next(FeedClaim claim, Instant now, boolean caughtUp) {
        var doubled = claim.span().multipliedBy(2);
        var span = doubled.compareTo(patience.pace().maxSpan()) > 0
                ? patience.pace().maxSpan()
                : doubled;
        return new Next(caughtUp ? now.plus(patience.tempo().listening().pollInterval()) : now, span);
    }

    private static Duration halved(FeedClaim claim) {
        var half = claim.span().dividedBy(2);
        return half.compareTo(SHORTEST_SPAN) < 0 ? SHORTEST_SPAN : half;
    }

    private static Found found(Matches matches) {
        return new Found(matches.found(), matches.quarantined());
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
