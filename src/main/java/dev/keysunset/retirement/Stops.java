package dev.keysunset.retirement;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The global stop: while it holds, nothing is disabled and nothing scheduled, anywhere. Rollbacks go on. */
@ApplicationScoped
public class Stops implements PanacheRepositoryBase<StopRow, Long> {
    private static final String LOCK = "lock table stop in share row exclusive mode";

    private final Clocks clocks;
    private final Notifier notifier;

    Stops(Clocks clocks, Notifier notifier) {
        this.clocks = clocks;
        this.notifier = notifier;
    }

    /** The stop that holds. */
    public record Stop(String by, String reason, Instant at) {}

    /** The stop that holds now, if any. */
    @Transactional
    public Optional<Stop> current() {
        return latest().filter(row -> row.action == StopRow.Action.STOPPED)
                .map(row -> new Stop(row.person, row.reason, row.at));
    }

    /** When a person last released a stop. */
    @Transactional
    Optional<Instant> releasedAt() {
        return find("action = ?1 order by seq desc", StopRow.Action.RELEASED)
                .firstResultOptional()
                .map(row -> row.at);
    }

    /** Every stop and release, latest first. */
    @Transactional
    public List<StopEntry> history() {
        return list("order by seq desc").stream()
                .map(row -> new StopEntry(row.action == StopRow.Action.STOPPED, row.person, row.reason, row.at))
                .toList();
    }

    /**
     * One stop or release.
     *
     * @param stopped false for a release
     */
    public record StopEntry(boolean stopped, String by, String reason, Instant at) {}

    /** The stop that holds afterwards: this one, or the one that held already. */
    @Transactional
    public Stop stop(String by, String reason) {
        return write(StopRow.Action.STOPPED, by, reason);
    }

    /** The stop that was released; empty when none held. */
    @Transactional
    public Optional<Stop> release(String by, String reason) {
        var held = current();
        if (held.isPresent()) {
            write(StopRow.Action.RELEASED, by, reason);
        }
        return held;
    }

    private Stop write(StopRow.Action action, String by, String reason) {
        // Two who act at once are put in an order; readers, and the guard of effects, do not wait for it.
        getEntityManager().createNativeQuery(LOCK).executeUpdate();
        var latest = latest();
        if (latest.map(row -> row.action == action).orElse(false)) {
            var row = latest.get();
            return new Stop(row.person, row.reason, row.at);
        }
        var row = new StopRow(action, by, reason, clocks.domain().now());
        persist(row);
        tell(row);
        return new Stop(by, reason, clocks.domain().now());
    }

    private void tell(StopRow row) {
        var stopped = row.action == StopRow.Action.STOPPED;
        notifier.tell(new Notification(
                stopped ? Kind.STOP_SET : Kind.STOP_LIFTED,
                About.noKey("stop", Optional.empty()),
                new Words(
                        stopped ? "All disabling and scheduling is stopped" : "Disabling and scheduling goes on",
                        row.person + ": " + row.reason,
                        stopped
                                ? Optional.of("Rollbacks go on. Release the stop once its reason is gone.")
                                : Optional.empty()),
                new Once("stop:" + row.seq, row.at)));
    }

    private Optional<StopRow> latest() {
        return find("order by seq desc").firstResultOptional();
    }
}
