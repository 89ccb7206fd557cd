package dev.keysunset.watch.uses;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks for creators from time to time, on every replica, place after place; PostgreSQL arbitrates whose turn it is in each. */
@ApplicationScoped
class CreatorTick {
    private static final Logger LOG = Logger.getLogger(CreatorTick.class);

    private final Accounts accounts;
    private final CreatorSearch search;
    private final UseSettings settings;

    CreatorTick(Accounts accounts, CreatorSearch search, UseSettings settings) {
        this.accounts = accounts;
        this.search = search;
        this.settings = settings;
    }

    @Scheduled(
            every = "${keysunset.last-uses.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "creators")
    @RunOnVirtualThread
    void look() {
        if (settings.explained()) {
            accounts.places().forEach(this::look);
        }
    }

    private void look(Place place) {
        try {
            search.run(place);
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s CloudTrail could not be asked who made its keys; the other places go on", place);
        }
    }
}
