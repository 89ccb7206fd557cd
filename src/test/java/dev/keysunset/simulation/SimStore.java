package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Assessment;
import dev.keysunset.core.Attention;
import dev.keysunset.core.CallClass;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Order;
import dev.keysunset.core.Place;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.Watched;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.polling.FeedLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The database, in memory: rows, leases, versions. Each method is one transaction, because only one thread moves. */
final class SimStore implements WatchedKeys, Restraints {

    final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final World world;
    private final SimLedger ledger;
    private final SimCanaryLedger canaries;

    /** One retirement as the database holds it. */
    static final class Row {
        Retirement retirement;
        long version;
        int urgency = 2;
        boolean live = true;
        boolean held;

        /** Since the claim: a stay must not sleep over it. */
        boolean woken;

        Instant leasedUntil = Instant.MIN;

        @Nullable
        UUID token;

        @Nullable
        Instant nextDueAt;

        @Nullable
        Assessment assessment;

        @Nullable
        Order order;

        @Nullable
        Instant confirmedDisabledAt;

        List<Attention> attention = List.of();
        final List<Approval> approvals = new ArrayList<>();
        final List<EffectRecord> effects = new ArrayList<>();

        Row(Retirement retirement, Instant due) {
            this.retirement = retirement;
            this.nextDueAt = due;
        }

        /** What people do bumps the version and makes the row due; the step that is under way then writes nothing. */
        void touch(Instant now) {
            version++;
            wake(now);
        }

        void wake(Instant now) {
            if (nextDueAt != null) {
                nextDueAt = nextDueAt.isAfter(now) ? now : nextDueAt;
                woken = true;
            }
        }

        /** Due again then, or at once when something woke it since the claim. */
        void dueAgain(Instant then, Instant now) {
            urgency = woken && urgency == 0 ? 0 : urgency(state().name());
            nextDueAt = woken ? now : then;
        }

        void giveBack() {
            token = null;
            leasedUntil = Instant.MIN;
        }

        RetirementState state() {
            return retirement.state();
        }

        private static int urgency(StateName state) {
            return switch (state) {
                case ROLLING_BACK -> 0;
                case DISABLING, SCHEDULING_DELETION -> 1;
                default -> 2;
            };
        }

        @Override
        public String toString() {
            return retirement.members().getLast().keyArn().keyId() + " in " + state().name();
        }
    }

    SimStore(World world) {
        this.world = world;
        this.ledger = new SimLedger(world);
        this.canaries = new SimCanaryLedger(world);
    }

    Journal journal() {
        return new SimJournal(world, this);
    }

    FeedLedger ledger() {
        return ledger;
    }

    SimCanaryLedger canaries() {
        return canaries;
    }

    SimLedger records() {
        return ledger;
    }

    void submit(Retirement retirement) {
        rows.put(retirement.id(), new Row(retirement, world.now));
    }

    Row row(UUID id) {
        var row = rows.get(id);
        if (row == null) {
            throw new AssertionError("no retirement " + id);
        }
        return row;
    }

    /** Rollbacks first, then effects, then the rest; longest overdue first. */
    Optional<Row> mostUrgent() {
        Row first = null;
        for (var row : rows.values()) {
            if (due(row) && (first == null || ahead(row, first))) {
                first = row;
            }
        }
        return Optional.ofNullable(first);
    }

    private static boolean ahead(Row row, Row other) {
        return row.urgency != other.urgency
                ? row.urgency < other.urgency
                : Objects.requireNonNull(row.nextDueAt).isBefore(Objects.requireNonNull(other.nextDueAt));
    }

    private boolean due(Row row) {
        return row.nextDueAt != null && !row.nextDueAt.isAfter(world.now) && !row.leasedUntil.isAfter(world.now);
    }

    boolean anythingDue() {
        for (var row : rows.values()) {
            if (due(row)) {
                return true;
            }
        }
        return ledger.anythingDue() || canaries.anythingDue();
    }

    Instant nextDue() {
        var next = earlier(ledger.nextDue(), canaries.nextDue());
        for (var row : rows.values()) {
            if (row.nextDueAt != null) {
                var moment = later(row.nextDueAt, row.leasedUntil);
                if (moment.isAfter(world.now) && moment.isBefore(next)) {
                    next = moment;
                }
            }
        }
        return next;
    }

    /** Every retirement has come to its end, quarantine included. */
    boolean atRest() {
        return rows.values().stream().allMatch(row -> row.nextDueAt == null);
    }

    /** A commit of the database, which may fail. */
    void failBefore() {
        if (world.weather.strikes(Fault.FAILED_COMMIT)) {
            throw new Weather.Trouble("the commit failed");
        }
    }

    void failAfter() {
        if (world.weather.strikes(Fault.UNKNOWN_COMMIT)) {
            throw new Weather.Trouble("the connection was lost at the commit");
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public List<WatchedKey> at(Collection<Place> places) {
        var watched = new ArrayList<WatchedKey>();
        for (var row : rows.values()) {
            if (row.live) {
                since(row).ifPresent(since -> {
                    var span = new WatchedKeys.Span(since, settled(row));
                    var condition = condition(row, span);
                    for (var member : row.retirement.members()) {
                        if (places.contains(member.keyArn().place())) {
                            watched.add(new WatchedKey(
                                    row.retirement.id(), member.keyArn(), member.keyUsage(), span, condition));
                        }
                    }
                });
            }
        }
        return watched;
    }

    private static WatchedKeys.Condition condition(Row row, WatchedKeys.Span span) {
        var date = row.state() instanceof RetirementState.PendingDeletion(var _, var _, var deletionDate)
                ? deletionDate
                : Optional.<Instant>empty();
        var margin = row.retirement.policy().safety().blindness().margin();
        return new WatchedKeys.Condition(
                span.settledSince().isPresent(), date, date.map(deletion -> deletion.minus(margin)));
    }

    @Override
    public SortedSet<CallClass> callable() {
        var callable = new TreeSet<CallClass>();
        for (var row : rows.values()) {
            if (row.live
                    && settled(row).filter(since -> !since.isAfter(world.now)).isPresent()) {
                row.retirement
                        .members()
                        .forEach(member ->
                                callable.add(new CallClass(member.keyArn().place(), member.keyUsage())));
            }
        }
        return callable;
    }

    private static Optional<Instant> since(Row row) {
        return switch (row.state()) {
            case Watched watched -> Optional.of(watched.watchedSince());
            case RetirementState.RolledBack rolledBack -> Optional.of(rolledBack.watchedSince());
            default -> Optional.empty();
        };
    }

    static Optional<Instant> settled(Row row) {
        return switch (row.state()) {
            case RetirementState.Observing(var _, var window) -> Optional.of(window.opensAt());
            case RetirementState.AwaitingDeletionApproval(var _, var window) -> Optional.of(window.opensAt());
            case RetirementState.SchedulingDeletion(var _, var window) -> Optional.of(window.opensAt());
            case RetirementState.PendingDeletion(var _, var window, var _) -> Optional.of(window.opensAt());
            default -> Optional.empty();
        };
    }

    @Override
    public void wake(Collection<Alarm> alarms) {
        for (var alarm : alarms) {
            var row = row(alarm.retirementId());
            row.urgency = 0;
            row.wake(world.now);
        }
    }

    @Override
    public List<Attention> on(Retirement retirement) {
        return row(retirement.id()).held
                ? List.of(new Attention(Attention.Kind.HOLD, "held", "release it"))
                : List.of();
    }
}
