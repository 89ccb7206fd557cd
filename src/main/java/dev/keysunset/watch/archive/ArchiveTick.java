package dev.keysunset.watch.archive;

import dev.keysunset.core.Place;
import dev.keysunset.engine.Accounts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks from time to time, on every replica, place after place; PostgreSQL arbitrates whose turn it is in each. */
@ApplicationScoped
class ArchiveTick {
    private static final Logger LOG = Logger.getLogger(ArchiveTick.class);

    private final Accounts accounts;
    private final ArchiveAsking asking;

    ArchiveTick(Accounts accounts, ArchiveAsking asking) {
        this.accounts = accounts;
        this.asking = asking;
    }

    @Scheduled(
            every = "${keysunset.archive.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "archive")
    @RunOnVirtualThread
    void look() {
        accounts.places().forEach(this::look);
    }

    private void look(Place place) {
        try {
            asking.run(place);
        } catch (RuntimeException e) {
            LOG.errorf(e, "place=%s its archive could not be asked; the other places go on", place);
        }
    }
}
