package dev.keysunset.retirement.view;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Nudge;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.retirement.MemberRow;
import dev.keysunset.retirement.RetirementRow;
import dev.keysunset.retirement.policy.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members that are, or may be, unusable by our doing; and those of a rollback until its quarantine is over. */
@ApplicationScoped
class WatchedMembers implements WatchedKeys {
    /** A rollback restores the key: from then on a success is what everybody hopes for. */
    private static final Set<StateName> RESTORED = Set.of(StateName.ROLLING_BACK, StateName.ROLLED_BACK);

    private static final String AT = """
        select m, r from MemberRow m join RetirementRow r on r.id = m.retirementId
        where m.live and (m.accountId || '/' || m.region) in :places and r.standing.watchedSince is not null
        order by m.keyArn
        """;

    /** Says in SQL what {@link #condition} and {@link WatchedKey#callable} say. */
    private static final String CALLABLE = """
        select distinct m.accountId, m.region, m.keyUsage
        from MemberRow m join RetirementRow r on r.id = m.retirementId
        where m.live and r.standing.watchedSince is not null and r.standing.windowOpensAt <= :now
            and r.standing.state not in :restored and m.keyState in :unusable
        """;

    /** What has ended for good stays asleep. The version stays: nothing that people see has changed. */
    private static final String WAKE = """
        update retirement set next_due_at = least(next_due_at, :now), urgency = 0, woken = true,
            newest_alarm = greatest(newest_alarm, cast(:newest as timestamptz))
        where id = :id and next_due_at is not null
        """;

    private final EntityManager database;
    private final Policies policies;
    private final TransactionSynchronizationRegistry transactions;
    private final Clocks clocks;
    private final Nudge nudge;

    WatchedMembers(
            EntityManager database,
            Policies policies,
            TransactionSynchronizationRegistry transactions,
            Clocks clocks,
            Nudge nudge) {
        this.database = database;
        this.policies = policies;
        this.transactions = transactions;
        this.clocks = clocks;
        this.nudge = nudge;
    }

    @Override
    @Transactional
    public List<WatchedKey> at(Collection<Place> places) {
        return database.createQuery(AT, Object[].class)
                .setParameter("places", places.stream().map(Place::toString).toList())
                .getResultStream()
                .map(found -> watched((MemberRow) found[0], (RetirementRow) found[1]))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    @Transactional
    public SortedSet<CallClass> callable() {
        return database.createQuery(CALLABLE, Object[].class)
                .setParameter("now", clocks.domain().now())
                .setParameter("restored", RESTORED)
                .setParameter(
                        "unusable",
                        Stream.of(KeyState.values())
                                .filter(WatchedMembers::unusable)
                                .map(KeyState::awsName)
                                .toList())
                .getResultStream()
                .map(found -> new CallClass(new Place((String) found[0], (String) found[1]), (String) found[2]))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the order of the ids, so that two replicas that wake the same ones do not wait for each other for ever. */
    @Override
    @Transactional
    public void wake(Collection<Alarm> alarms) {
        var now = clocks.domain().now();
        alarms.stream()
                .sorted(Comparator.comparing(Alarm::retirementId))
                .forEach(alarm -> database.createNativeQuery(WAKE)
                        .setParameter("now", now)
                        .setParameter("newest", alarm.newest().orElse(null))
                        .setParameter("id", alarm.retirementId())
                        .executeUpdate());
        if (!alarms.isEmpty()) {
            transactions.registerInterposedSynchronization(new AfterCommit(nudge::lookNow));
        }
    }

    /** Nobody can see what is not committed yet. */
    private record AfterCommit(Runnable then) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                then.run();
            }
        }
    }

    private Optional<WatchedKey> watched(MemberRow member, RetirementRow row) {
        var standing = row.standing;
        var settledSince = RESTORED.contains(standing.state)
                ? Optional.<Instant>empty()
                : Optional.ofNullable(standing.windowOpensAt);
        return Optional.ofNullable(standing.watchedSince)
                .map(since -> new WatchedKey(
                        row.id,
                        new Known(KeyArn.of(member.keyArn), member.keyUsage, Set.copyOf(member.aliases)),
                        new Span(since, settledSince),
                        condition(member, row)));
    }

    /** What a canary may be called on: a key whose disabling has settled, for as long as it stays so. */
    private Condition condition(MemberRow member, RetirementRow row) {
        var standing = row.standing;
        var state = KeyState.ofAws(member.keyState);
        var unusable = standing.windowOpensAt != null && !RESTORED.contains(standing.state) && state.refusing();
        var date = Optional.ofNullable(standing.deletionDate);
        return new Condition(unusable, date, date.map(deletion -> deletion.minus(margin(row))));
    }

    private Duration margin(RetirementRow row) {
        return policies.pinned(row.policy()).safety().blindness().margin();
    }
}
