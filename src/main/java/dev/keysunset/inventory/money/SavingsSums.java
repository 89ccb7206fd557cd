package dev.keysunset.inventory.money;

import dev.keysunset.engine.Clocks;
import dev.keysunset.inventory.money.Savings.Bucket;
import dev.keysunset.inventory.money.Savings.Sum;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Adds up what retirements have saved, are about to save and could save; and keeps what most people ask for, with its date. */
@ApplicationScoped
public class SavingsSums {
    /** How long a key must be known to be unused where nobody says otherwise. The sums of this are kept, those of any other are not. */
    static final Duration IDLE_ENOUGH = Duration.ofDays(90);

    /** Where nobody has kept them fresh, whoever asks does. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    /**
     * What each account's and owner's keys add up to. First as if there were no retirements, which one index tells alone; then what
     * retirements change: their keys leave the sum they stand in, and come to those that were deleted or are on their way.
     */
    private static final String SUMS = """
            with kept as (
                select case when manager is null or idle_seconds is null then 'UNKNOWN' else 'POSSIBLE' end as bucket,
                    account_id, owner, count(*) as keys, sum(price) as monthly,
                    count(*) filter (where price is null or price > 0 and rotations_kept is null) as at_least
                from inventory_key
                where gone_at is null and manager is distinct from 'AWS'
                    and coalesce(key_state, '') not in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION')
                    and (manager is null or idle_seconds is null or idle_seconds >= :idleFor)
                group by 1, account_id, owner),
            retiring as (
                select r.account_id, k.owner, k.price, k.rotations_kept,
                    case
                        when r.state = 'DELETED' then 'REALISED'
                        when r.state in ('SUBMITTED', 'AWAITING_DISABLE_APPROVAL', 'DISABLING', 'OBSERVING',
                            'AWAITING_DELETION_APPROVAL', 'SCHEDULING_DELETION', 'PENDING_DELETION') then 'PENDING' end as gained,
                    case
                        when k.key_arn is null or k.gone_at is not null or k.manager = 'AWS'
                            or k.key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then null
                        when k.manager is null or k.idle_seconds is null then 'UNKNOWN'
                        when k.idle_seconds >= :idleFor then 'POSSIBLE' end as lost
                from key_in_retirement r
                -- One by one, however many there are: a look at every key there is takes longer.
                left join lateral (
                    select i.key_arn, i.owner, i.price, i.rotations_kept, i.gone_at, i.manager, i.key_state, i.idle_seconds
                    from inventory_key i where i.key_arn = r.key_arn and i.account_id = r.account_id offset 0) k on true),
            retired as (
                select gained, lost, account_id, owner, count(*) as keys, sum(price) as monthly,
                    count(*) filter (where price is null or price > 0 and rotations_kept is null) as at_least
                from retiring group by gained, lost, account_id, owner)
            select bucket, account_id, owner, sum(keys), coalesce(sum(monthly), 0), coalesce(sum(at_least), 0)
            from (
                select * from kept
                union all select gained, account_id, owner, keys, monthly, at_least from retired where gained is not null
                union all select lost, account_id, owner, -keys, -monthly, -at_least from retired where lost is not null) counted
            group by bucket, account_id, owner having sum(keys) > 0
            """;

    private static final String KEPT = """
            select bucket, account_id, owner, keys, monthly, at_least, added_up_at from savings_line
            where added_up_at > :oldest
            """;

    /** Two who add up at once take turns; those who read do not wait. */
    private static final String LOCK = "lock table savings_line in share row exclusive mode";

    private static final String FORGET = "delete from savings_line";

    private static final String KEEP = """
            insert into savings_line (bucket, account_id, owner, keys, monthly, at_least, added_up_at)
            select added.*, cast(:now as timestamptz) from (""" + SUMS + ") added";

    private final EntityManager database;
    private final Clocks clocks;

    SavingsSums(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    /** What the keys of one account and owner add up to. */
    record Line(Bucket bucket, String accountId, Optional<String> owner, Sum sum) {
        static Line of(Object[] row) {
            return new Line(
                    Bucket.valueOf((String) row[0]),
                    (String) row[1],
                    Optional.ofNullable((String) row[2]),
                    new Sum(((Number) row[3]).longValue(), (BigDecimal) row[4], ((Number) row[5]).longValue()));
        }
    }

    /** @param at in domain time; what has happened since is not in the lines */
    record AddedUp(Instant at, List<Line> lines) {}

    /** Of the keys as they were last read. */
    @Transactional
    AddedUp of(Duration idleFor) {
        return idleFor.equals(IDLE_ENOUGH) ? kept().orElseGet(this::keep) : now(idleFor);
    }

    /** So that those who ask need not wait for it. */
    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP, identity = "savings")
    @RunOnVirtualThread
    @Transactional
    public void refresh() {
        keep();
    }

    private AddedUp now(Duration idleFor) {
        var lines = session()
                .createNativeQuery(SUMS, Object[].class)
                .setParameter("idleFor", idleFor.toSeconds())
                .getResultStream()
                .map(Line::of)
                .toList();
        return new AddedUp(clocks.domain().now(), lines);
    }

    private Optional<AddedUp> kept() {
        var rows = session()
                .createNativeQuery(KEPT, Object[].class)
                .setParameter("oldest", clocks.domain().now().minus(OLDEST))
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new AddedUp(
                        (Instant) row[6], rows.stream().map(Line::of).toList()));
    }

    private AddedUp keep() {
        session().createNativeMutationQuery(LOCK).executeUpdate();
        session().createNativeMutationQuery(FORGET).executeUpdate();
        session()
                .createNativeMutationQuery(KEEP)
                .setParameter("idleFor", IDLE_ENOUGH.toSeconds())
                .setParameter("now", clocks.domain().now())
                .executeUpdate();
        // Where there is nothing to add up, nothing was kept.
        return kept().orElseGet(() -> new AddedUp(clocks.domain().now(), List.of()));
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
