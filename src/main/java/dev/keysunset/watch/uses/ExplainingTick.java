package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks from time to time, on every replica, place after place; PostgreSQL arbitrates whose turn it is in each. */
@ApplicationScoped
class ExplainingTick {
    private static final Logger LOG = Logger.getLogger(ExplainingTick.class);

    private final Accounts accounts;
    private final Explaining explaining;
    private final Listing listing;
    private final Searching searching;
    private final UseSettings settings;

    ExplainingTick(
            Accounts accounts, Explaining explaining, Listing listing, Searching searching, UseSettings settings) {
        this.accounts = accounts;
        this.explaining = explaining;
        this.listing = listing;
        this.searching = searching;
        this.settings = settings;
    }

    @Scheduled(
            every = "${keysunset.last-uses.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "last-uses")
    @RunOnVirtualThread
    void look() {
        if (settings.explained()) {
            accounts.places().forEach(this::look);
        }
    }

    private void look(Place place) {
        try {
            explaining.run(place);
            listing.run(place);
            searching.run(place);
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s CloudTrail could not be asked for uses of its keys; the other places go on", place);
        }
    }
}
