package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks from time to time, on every replica, place after place; PostgreSQL arbitrates whose turn it is in each. What is asked for first has
 * the first word on what is left of the quota.
 */
@ApplicationScoped
class ExplainingTick {
    private static final Logger LOG = Logger.getLogger(ExplainingTick.class);

    private final Accounts accounts;
    private final List<Asking> askings;
    private final UseSettings settings;

    ExplainingTick(Accounts accounts, @All List<Asking> askings, UseSettings settings) {
        this.accounts = accounts;
        this.askings =
                askings.stream().sorted(Comparator.comparing(Asking::work)).toList();
        this.settings = settings;
    }

    @Scheduled(
            every = "${keysunset.last-uses.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "last-uses")
    @RunOnVirtualThread
    void look() {
        if (settings.explained()) {
            accounts.places().forEach(place -> askings.forEach(asking -> ask(asking, place)));
        }
    }

    private static void ask(Asking asking, Place place) {
        try {
            asking.run(place);
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s work=%s CloudTrail could not be asked; all the others go on", place, asking.work());
        }
    }
}
