package dev.keysunset.retirement.view;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.core.Policy;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.Nudge;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.retirement.StateColumns;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members that are, or may be, unusable by our doing; and those of a rollback until its quarantine is over. */
@ApplicationScoped
class WatchedMembers implements WatchedKeys {
    /** A rollback restores the key: from then on a success is what everybody hopes for. */
    private static final Set<StateName> RESTORED = Set.of(StateName.ROLLING_BACK, StateName.ROLLED_BACK);

    /** The accounts are what the index knows. */
    private static final String WATCHED = """
        from MemberRow m join RetirementRow r on r.id = m.retirementId
        where m.live and m.accountId in :accounts and (m.accountId || '/' || m.region) in :places
            and r.standing.watchedSince is not null
        """;

    /** Only what is needed, because a place may have ten thousand, and every poll asks. */
    private static final String AT = """
        select r.id, r.policyName, r.policyVersion, r.standing, m.keyArn, m.keyUsage, m.aliases, m.keyState
        """ + WATCHED + "order by m.keyArn";

    private static final String CLASSES_AT = """
        select m.accountId, m.region, m.keyUsage, min(r.standing.watchedSince)
        """ + WATCHED + "group by m.accountId, m.region, m.keyUsage";

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
        // Ten thousand keys have a handful of policies.
        var margins = new HashMap<Policy.Name, Duration>();
        return watched(AT, places)
                .map(Found::of)
                .flatMap(found -> watched(found, margins).stream())
                .toList();
    }

    @Override
    @Transactional
    public List<WatchedClass> classesAt(Collection<Place> places) {
        return watched(CLASSES_AT, places)
                .map(found -> new WatchedClass(callClass(found), (Instant) found[3]))
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
                                .filter(KeyState::refusing)
                                .map(KeyState::awsName)
                                .toList())
                .getResultStream()
                .map(WatchedMembers::callClass)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Object[]> watched(String query, Collection<Place> places) {
        return database.createQuery(query, Object[].class)
                .setParameter(
                        "accounts",
                        places.stream().map(Place::accountId).distinct().toList())
                .setParameter("places", places.stream().map(Place::toString).toList())
                .getResultStream();
    }

    private static CallClass callClass(Object[] columns) {
        return new CallClass(new Place((String) columns[0], (String) columns[1]), (String) columns[2]);
    }

    /**
     * In the order of the ids, so that two replicas that wake the same ones do not wait for each other for ever; and each once,
     * because a row that is updated again and again in one transaction takes longer each time.
     */
    @Override
    @Transactional
    public void wake(Collection<Alarm> alarms) {
        var now = clocks.domain().now();
        alarms.stream()
                .collect(Collectors.toMap(Alarm::retirementId, Alarm::newest, WatchedMembers::later, TreeMap::new))
                .forEach((id, newest) -> database.createNativeQuery(WAKE)
                        .setParameter("now", now)
                        .setParameter("newest", newest.orElse(null))
                        .setParameter("id", id)
                        .executeUpdate());
        if (!alarms.isEmpty()) {
            transactions.registerInterposedSynchronization(new AfterCommit(nudge::lookNow));
        }
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
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

    private record Found(UUID retirementId, Policy.Name policy, StateColumns standing, Known key, KeyState keyState) {
        /** @param columns as {@link #AT} selects them */
        @SuppressWarnings("unchecked")
        static Found of(Object[] columns) {
            return new Found(
                    (UUID) columns[0],
                    new Policy.Name((String) columns[1], (int) columns[2]),
                    (StateColumns) columns[3],
                    new Known(
                            KeyArn.of((String) columns[4]), (String) columns[5], Set.copyOf((List<String>) columns[6])),
                    KeyState.ofAws((String) columns[7]));
        }
    }

    private Optional<WatchedKey> watched(Found found, Map<Policy.Name, Duration> margins) {
        var standing = found.standing();
        var settledSince = RESTORED.contains(standing.state)
                ? Optional.<Instant>empty()
                : Optional.ofNullable(standing.windowOpensAt);
        return Optional.ofNullable(standing.watchedSince)
                .map(since -> new WatchedKey(
                        found.retirementId(), found.key(), new Span(since, settledSince), condition(found, margins)));
    }

    /** What a canary may be called on: a key whose disabling has settled, for as long as it stays so. */
    private Condition condition(Found found, Map<Policy.Name, Duration> margins) {
        var standing = found.standing();
        var unusable = standing.windowOpensAt != null
                && !RESTORED.contains(standing.state)
                && found.keyState().refusing();
        var date = Optional.ofNullable(standing.deletionDate);
        return new Condition(
                unusable,
                date,
                date.map(deletion -> deletion.minus(margins.computeIfAbsent(found.policy(), this::margin))));
    }

    private Duration margin(Policy.Name policy) {
        return policies.pinned(policy).safety().blindness().margin();
    }
}
