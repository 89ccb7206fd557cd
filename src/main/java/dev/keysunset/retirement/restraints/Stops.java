package dev.keysunset.retirement.restraints;

import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.engine.StopsInForce;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stops: while one holds, nothing is disabled and nothing scheduled, everywhere or in one account. Each holds until it is released
 * itself, whatever becomes of the others. Rollbacks go on.
 */
@ApplicationScoped
public class Stops implements PanacheRepositoryBase<StopRow, Long>, StopsInForce {
    private static final String LOCK = "lock table stop in share row exclusive mode";

    private static final String HOLDING = """
            from StopRow s where s.action = ?1 and not exists (
                select later.seq from StopRow later
                where later.seq > s.seq and later.accountId is not distinct from s.accountId)
            order by s.accountId nulls first
            """;

    private final Clocks clocks;
    private final Notifier notifier;

    Stops(Clocks clocks, Notifier notifier) {
        this.clocks = clocks;
        this.notifier = notifier;
    }

    /**
     * A stop that holds.
     *
     * @param account where it holds; everywhere where there is none
     */
    public record Stop(Optional<String> account, String by, String reason, Instant at) {
        public boolean holdsIn(String accountId) {
            return account.map(accountId::equals).orElse(true);
        }

        /** In a sentence. */
        public String told() {
            return "Everything that disables or schedules"
                    + account.map(id -> " in account " + id).orElse("") + " was stopped by " + by + ": " + reason;
        }
    }

    /** All that hold now, the one everywhere first. */
    @Transactional
    public List<Stop> holding() {
        return find(HOLDING, StopRow.Action.STOPPED).stream().map(Stops::stop).toList();
    }

    /** Those that hold back what is to be done in an account. */
    @Transactional
    List<Stop> holdingIn(String accountId) {
        return holding().stream().filter(stop -> stop.holdsIn(accountId)).toList();
    }

    @Override
    @Transactional
    public List<String> toldIn(String accountId) {
        return holdingIn(accountId).stream().map(Stop::told).toList();
    }

    /** The stop everywhere, if it holds. */
    @Transactional
    public Optional<Stop> everywhere() {
        return current(Optional.empty());
    }

    /** When a person last released the stop everywhere. */
    @Transactional
    Optional<Instant> releasedAt() {
        return find("action = ?1 and accountId is null order by seq desc", StopRow.Action.RELEASED)
                .firstResultOptional()
                .map(row -> row.at);
    }

    /** Every stop and release, latest first. */
    @Transactional
    public List<StopEntry> history() {
        return list("order by seq desc").stream()
                .map(row -> new StopEntry(row.action == StopRow.Action.STOPPED, stop(row)))
                .toList();
    }

    /**
     * One stop or release.
     *
     * @param stopped false for a release
     * @param word whose, where and why
     */
    public record StopEntry(boolean stopped, Stop word) {}

    /** The stop that holds there afterwards: this one, or the one that held already. */
    @Transactional
    public Stop stop(Optional<String> account, String by, String reason) {
        return write(StopRow.Action.STOPPED, account, by, reason);
    }

    /** The stop that was released; empty when none held there. */
    @Transactional
    public Optional<Stop> release(Optional<String> account, String by, String reason) {
        var held = current(account);
        if (held.isPresent()) {
            write(StopRow.Action.RELEASED, account, by, reason);
        }
        return held;
    }

    private Optional<Stop> current(Optional<String> account) {
        return latest(account)
                .filter(row -> row.action == StopRow.Action.STOPPED)
                .map(Stops::stop);
    }

    private Stop write(StopRow.Action action, Optional<String> account, String by, String reason) {
        // Two who act at once are put in an order; readers, and the guard of effects, do not wait for it.
        getEntityManager().createNativeQuery(LOCK).executeUpdate();
        var latest = latest(account).filter(row -> row.action == action);
        if (latest.isPresent()) {
            return stop(latest.get());
        }
        var row = new StopRow(action, account, by, reason, clocks.domain().now());
        persist(row);
        tell(row);
        return stop(row);
    }

    private void tell(StopRow row) {
        var stopped = row.action == StopRow.Action.STOPPED;
        var account = Optional.ofNullable(row.accountId);
        var where = account.map(id -> " in account " + id).orElse("");
        notifier.tell(new Notification(
                stopped ? Kind.STOP_SET : Kind.STOP_LIFTED,
                // Each stop has an end of its own: what its release resolves is no other stop's alarm.
                About.noKey(account.map(id -> "stop:" + id).orElse("stop"), account),
                new Words(
                        stopped
                                ? "All disabling and scheduling" + where + " is stopped"
                                : "Disabling and scheduling" + where + " goes on",
                        row.person + ": " + row.reason,
                        stopped
                                ? Optional.of("Rollbacks go on. Release the stop once its reason is gone.")
                                : Optional.empty()),
                new Once("stop:" + row.seq, row.at)));
    }

    private Optional<StopRow> latest(Optional<String> account) {
        return account.map(id -> find("accountId = ?1 order by seq desc", id))
                .orElseGet(() -> find("accountId is null order by seq desc"))
                .firstResultOptional();
    }

    private static Stop stop(StopRow row) {
        return new Stop(Optional.ofNullable(row.accountId), row.person, row.reason, row.at);
    }
}
