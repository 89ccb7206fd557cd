package dev.keysunset.inventory.dependants;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Finders;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads places, each once for all who ask meanwhile. */
@ApplicationScoped
class Surveying {
    private static final Logger LOG = Logger.getLogger(Surveying.class);

    private final Surveys surveys;
    private final Answers answers;
    private final Finders finders;
    private final Clocks clocks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Place, CountDownLatch> running = new ConcurrentHashMap<>();

    Surveying(Surveys surveys, Answers answers, Finders finders, Clocks clocks) {
        this.surveys = surveys;
        this.answers = answers;
        this.finders = finders;
        this.clocks = clocks;
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
        finders.read(place).forEach((type, answer) -> answers.keep(place, type, answer, at));
        surveys.finish(place, token);
        LOG.debugf("place=%s its resources were read", place);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
