package dev.keysunset.startup.tick;

import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.watch.FeedClaim;
import dev.keysunset.watch.FeedLedger;
import dev.keysunset.watch.FeedStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** The pulse of one replica. Feeds and retirements have slots of their own, so that neither keeps the other waiting. */
@ApplicationScoped
class Ticker {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final RealClock real;
    private final Lane<Claim> retirements;
    private final Lane<FeedClaim> feeds;
    private final AtomicReference<Instant> lastTick;

    Ticker(Work work, TickSettings settings, RealClock real) {
        this.real = real;
        this.retirements = new Lane<>(
                "retirement", settings.retirementsAtOnce(), work.journal()::claimDue, work.retirementStep()::run);
        this.feeds = new Lane<>("feed", settings.feedsAtOnce(), work.feeds()::claimDue, work.feedStep()::run);
        this.lastTick = new AtomicReference<>(real.now());
    }

    /** What there is to do. */
    @ApplicationScoped
    static class Work {
        private final Journal journal;
        private final RetirementStep retirementStep;
        private final FeedLedger feeds;
        private final FeedStep feedStep;

        Work(Journal journal, RetirementStep retirementStep, FeedLedger feeds, FeedStep feedStep) {
            this.journal = journal;
            this.retirementStep = retirementStep;
            this.feeds = feeds;
            this.feedStep = feedStep;
        }

        Journal journal() {
            return journal;
        }

        RetirementStep retirementStep() {
            return retirementStep;
        }

        FeedLedger feeds() {
            return feeds;
        }

        FeedStep feedStep() {
            return feedStep;
        }
    }

    @Scheduled(every = "${keysunset.tick.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        retirements.tick();
        feeds.tick();
        if (retirements.hasLooked() && feeds.hasLooked()) {
            lastTick.set(real.now());
        }
    }

    /** When this replica last looked for work of both kinds. */
    Instant lastTick() {
        return lastTick.get();
    }

    /** Lets steps that are under way finish: an effect on its way to AWS deserves its outcome. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        feeds.close();
        var ended = retirements.drain(FAREWELL) && feeds.drain(FAREWELL);
        if (!ended) {
            LOG.info("not every step ended in time; their leases run out and they go on at the next start");
        }
    }
}
