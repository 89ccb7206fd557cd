package dev.keysunset.watch;

import dev.keysunset.SideBySide;
import dev.keysunset.Story;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.watch.canaries.CanaryStep;
import dev.keysunset.watch.polling.FeedStep;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Works in {@link StillWorld}: moves its clock, and does what is due by then. */
@Singleton
public class Shift {
    private static final Duration STRIDE = Duration.ofHours(1);
    private static final int MOST_ROUNDS = 200;

    private final Journal journal;
    private final RetirementStep retirements;
    private final FeedStep feeds;
    private final CanaryStep canaries;
    private final DomainClock clock;
    private final SideBySide stories;

    Shift(Journal journal, RetirementStep retirements, FeedStep feeds, CanaryStep canaries, DomainClock clock) {
        this.journal = journal;
        this.retirements = retirements;
        this.feeds = feeds;
        this.canaries = canaries;
        this.clock = clock;
        this.stories = new SideBySide(clock::now, this::live);
    }

    /** Tells all of them in the same time. */
    Stream<DynamicTest> tell(Story... together) {
        return stories.tell(together);
    }

    /** Lets domain time pass, and does meanwhile what falls due. */
    void pass(Duration duration) {
        for (var left = duration; left.isPositive(); left = left.minus(STRIDE)) {
            stories.pass(left.compareTo(STRIDE) < 0 ? left : STRIDE);
        }
    }

    private void live(Duration duration) {
        advance(duration);
        work();
    }

    /** Lets domain time pass, and does nothing. */
    void advance(Duration duration) {
        StillWorld.standIn().clock().advance(duration);
    }

    /** Does all that is due now. */
    synchronized void work() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var done = feeds.runDue(100) + canaries.runDue(100);
            if (done + decide() == 0) {
                return;
            }
        }
        throw new AssertionError("there is no end of work at " + clock.now());
    }

    /** Polls the feeds and calls the canaries that are due now, and decides nothing. */
    void listen() {
        for (int round = 0; round < MOST_ROUNDS && feeds.runDue(100) + canaries.runDue(100) > 0; round++) {}
    }

    /** Does the canaries that are due now, and nothing else. */
    int callCanaries() {
        return canaries.runDue(100);
    }

    /** Takes the steps of retirements that are due now, and nothing else. */
    int decide() {
        var claims = journal.claimDue(100);
        claims.forEach(retirements::run);
        return claims.size();
    }
}
