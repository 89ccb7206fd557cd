package dev.keysunset.simulation;

import dev.keysunset.core.Approval;
import dev.keysunset.core.Assessment;
import dev.keysunset.core.Attention;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.Order;
import dev.keysunset.core.Place;
import dev.keysunset.core.Retirement;
import dev.keysunset.core.RetirementState;
import dev.keysunset.core.RetirementState.Watched;
import dev.keysunset.engine.Journal;
import dev.keysunset.engine.Restraints;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.watch.FeedLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database, in memory: rows, leases, versions. Each method is one transaction, because only one thread moves. */
final class SimStore implements WatchedKeys, Restraints {
    final Map<UUID, Row> rows = new LinkedHashMap<>();
    private final World world;
    private final SimLedger ledger;

    /** One retirement as the database holds it. */
    static final class Row {
        Retirement retirement;
        long version;
        int urgency = 2;
        boolean live = true;
        boolean held;
        Instant leasedUntil = Instant.MIN;

        @Nullable
        UUID token;

        @Nullable
        Instant nextDueAt;

        @Nullable
        Assessment assessment;

        @Nullable
        Order order;

        List<Attention> attention = List.of();
        final List<Approval> approvals = new ArrayList<>();
        final List<EffectRecord> effects = new ArrayList<>();
        final List<String> timeline = new ArrayList<>();

        Row(Retirement retirement, Instant due) {
            this.retirement = retirement;
            this.nextDueAt = due;
        }

        /** What people do bumps the version and makes the row due; the step that is under way then writes nothing. */
        void touch(Instant now) {
            version++;
            if (live) {
                nextDueAt = now;
            }
        }

        RetirementState state() {
            return retirement.state();
        }
    }

    SimStore(World world) {
        this.world = world;
        this.ledger = new SimLedger(world);
    }

    Journal journal() {
        return new SimJournal(world, this);
    }

    FeedLedger ledger() {
        return ledger;
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

    Stream<Row> due(Instant now) {
        return rows.values().stream()
                .filter(row -> row.nextDueAt != null && !row.nextDueAt.isAfter(now) && !row.leasedUntil.isAfter(now))
                .sorted(Comparator.<Row>comparingInt(row -> row.urgency).thenComparing(row -> row.nextDueAt));
    }

    boolean anythingDue(Instant now) {
        return due(now).findAny().isPresent() || ledger.anythingDue(now);
    }

    Instant nextDue(Instant now) {
        return Stream.concat(
                        rows.values().stream()
                                .filter(row -> row.nextDueAt != null)
                                .map(row -> later(row.nextDueAt, row.leasedUntil)),
                        ledger.dueMoments())
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    @Override
    public List<WatchedKey> at(Place place) {
        return rows.values().stream()
                .filter(row -> row.live)
                .flatMap(row -> since(row).stream()
                        .flatMap(since -> row.retirement.members().stream()
                                .filter(member -> member.keyArn().place().equals(place))
                                .map(member ->
                                        new WatchedKey(row.retirement.id(), member.keyArn(), since, settled(row)))))
                .toList();
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
    public void wake(Collection<UUID> retirementIds) {
        for (var id : retirementIds) {
            var row = row(id);
            row.urgency = 0;
            if (row.nextDueAt != null && row.nextDueAt.isAfter(world.now)) {
                row.nextDueAt = world.now;
            }
        }
    }

    @Override
    public List<Attention> on(Retirement retirement) {
        return row(retirement.id()).held
                ? List.of(new Attention(Attention.Kind.HOLD, "held", "release it"))
                : List.of();
    }
}
