package dev.keysunset.inventory.dependants;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Finders;
import dev.keysunset.engine.Finders.Named;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads places, each once for all who ask meanwhile. */
@ApplicationScoped
class Surveying {
    private static final Logger LOG = Logger.getLogger(Surveying.class);

    /** How often a lease is renewed before it would end: one renewal that fails loses nothing. */
    private static final int RENEWALS = 3;

    private final Surveys surveys;
    private final Answers answers;
    private final Finders finders;
    private final Clocks clocks;
    private final DependantSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("survey-leases").factory());
    private final Map<Place, CountDownLatch> running = new ConcurrentHashMap<>();

    Surveying(Surveys surveys, Answers answers, Finders finders, Clocks clocks, DependantSettings settings) {
        this.surveys = surveys;
        this.answers = answers;
        this.finders = finders;
        this.clocks = clocks;
        this.settings = settings;
    }

    /** Begins to read the place, unless this replica does already; if another one does, it is over at once. */
    CountDownLatch begin(Place place) {
        var mine = new CountDownLatch(1);
        var begun = running.putIfAbsent(place, mine);
        if (begun == null) {
            threads.execute(() -> carryOut(place, mine));
        }
        return begun == null ? mine : begun;
    }

    /** Whether the reading was over within {@code patience}. */
    static boolean ended(CountDownLatch reading, Duration patience) {
        try {
            return reading.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void carryOut(Place place, CountDownLatch ended) {
        try {
            surveys.claim(place).ifPresent(token -> read(place, token));
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s its resources could not be read; it is tried again when the lease ends", place);
        } finally {
            running.remove(place, ended);
            ended.countDown();
        }
    }

    private void read(Place place, UUID token) {
        var at = clocks.domain().now();
        var told = held(place, token);
        // Whoever took the place over reads it later than this: its answers are the newer ones.
        if (surveys.renew(place, token)) {
            told.forEach((type, answer) -> answers.keep(place, type, answer, at));
            surveys.finish(place, token);
            LOG.debugf("place=%s its resources were read", place);
        } else {
            LOG.infof("place=%s its resources are read by another replica, which took over", place);
        }
    }

    /** What the finders tell. One kind of resource alone may take longer than a lease: it is renewed until they are done. */
    private Map<Dependant.Type, Reading<List<Named>>> held(Place place, UUID token) {
        var every = settings.lease().dividedBy(RENEWALS).toMillis();
        var renewing = renewals.scheduleWithFixedDelay(() -> renew(place, token), every, every, TimeUnit.MILLISECONDS);
        try {
            return finders.read(place);
        } finally {
            renewing.cancel(false);
        }
    }

    /** A failure must not get out: nothing would be renewed after it. */
    private void renew(Place place, UUID token) {
        try {
            surveys.renew(place, token);
        } catch (RuntimeException e) {
            LOG.warnf(e, "place=%s the lease on its reading could not be renewed; it is tried again", place);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
        renewals.shutdownNow();
    }
}
