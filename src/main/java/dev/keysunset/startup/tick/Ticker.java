package dev.keysunset.startup.tick;

import dev.keysunset.engine.Claim;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Nudge;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.RetirementStep;
import dev.keysunset.watch.canaries.CanaryClaim;
import dev.keysunset.watch.canaries.CanaryStep;
import dev.keysunset.watch.polling.FeedClaim;
import dev.keysunset.watch.polling.FeedLedger;
import dev.keysunset.watch.polling.FeedStep;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** The pulse of one replica. Each kind of work has slots of its own, so that none keeps another waiting: rollbacks least of all. */
@ApplicationScoped
class Ticker implements Nudge {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final RealClock real;
    private final Lane<Claim> rollbacks;
    private final Lane<Claim> retirements;
    private final Lane<FeedClaim> feeds;
    private final Lane<CanaryClaim> canaries;
    private final QueueListening queues;
    private final AtomicReference<Instant> lastTick;
    private volatile boolean begun;

    Ticker(Work work, QueueListening queues, TickSettings settings, RealClock real) {
        this.real = real;
        this.queues = queues;
        this.rollbacks = new Lane<>(
                "rollback", settings.rollbacksAtOnce(), work.journal()::claimUrgent, work.retirementStep()::run);
        this.retirements = new Lane<>(
                "retirement", settings.retirementsAtOnce(), work.journal()::claimDue, work.retirementStep()::run);
        this.feeds = new Lane<>("feed", settings.feedsAtOnce(), work.feeds()::claimDue, work.feedStep()::run);
        this.canaries =
                new Lane<>("canary", settings.canariesAtOnce(), work.canaryStep()::claimDue, work.canaryStep()::run);
        this.lastTick = new AtomicReference<>(real.now());
    }

    /** What there is to do. */
    @ApplicationScoped
    static class Work {
        private final Journal journal;
        private final RetirementStep retirementStep;
        private final FeedLedger feeds;
        private final FeedStep feedStep;
        private final CanaryStep canaryStep;

        Work(
                Journal journal,
                RetirementStep retirementStep,
                FeedLedger feeds,
                FeedStep feedStep,
                CanaryStep canaryStep) {
            this.journal = journal;
            this.retirementStep = retirementStep;
            this.feeds = feeds;
            this.feedStep = feedStep;
            this.canaryStep = canaryStep;
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

        CanaryStep canaryStep() {
            return canaryStep;
        }
    }

    /**
     * At the start retirements look before feeds catch up: how long nobody watched would not show any more afterwards, and a
     * deletion that counted down meanwhile is cancelled first and asked about later.
     */
    @Scheduled(every = "${keysunset.tick.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        queues.tend();
        rollbacks.tick();
        retirements.tick();
        if (begun) {
            feeds.tick();
            canaries.tick();
        }
        begun = true;
        if (rollbacks.hasLooked() && retirements.hasLooked() && feeds.hasLooked() && canaries.hasLooked()) {
            lastTick.set(real.now());
        }
    }

    @Override
    public void lookNow() {
        rollbacks.nudge();
    }

    /** When this replica last looked for work of every kind. */
    Instant lastTick() {
        return lastTick.get();
    }

    /** Lets steps that are under way finish: an effect on its way to AWS deserves its outcome. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        queues.close();
        feeds.close();
        canaries.close();
        var ended = rollbacks.drain(FAREWELL)
                && retirements.drain(FAREWELL)
                && feeds.drain(FAREWELL)
                && canaries.drain(FAREWELL)
                && queues.drain(FAREWELL);
        if (!ended) {
            LOG.info("not every step ended in time; their leases run out and they go on at the next start");
        }
    }
}
