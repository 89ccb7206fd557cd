package dev.keysunset.inventory.money;

import dev.keysunset.engine.Accounts;
import dev.keysunset.inventory.money.Savings.AccountSavings;
import dev.keysunset.inventory.money.Savings.Bucket;
import dev.keysunset.inventory.money.Savings.OwnerSavings;
import dev.keysunset.inventory.money.Savings.Sum;
import dev.keysunset.inventory.money.Savings.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.Session;

/** Adds up what retirements have saved, are about to save and could save. */
@ApplicationScoped
public class SavingsReport {
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
            retired as (
                select change.bucket, r.account_id, k.owner, sum(change.sign) as keys, sum(change.sign * k.price) as monthly,
                    sum(change.sign) filter (where k.price is null or k.price > 0 and k.rotations_kept is null) as at_least
                from key_in_retirement r
                -- One by one, however many there are: a look at every key there is takes longer.
                left join lateral (
                    select i.* from inventory_key i
                    where i.key_arn = r.key_arn and i.account_id = r.account_id offset 0) k on true
                cross join lateral (values
                    (1, case
                        when r.state = 'DELETED' then 'REALISED'
                        when r.state in ('SUBMITTED', 'AWAITING_DISABLE_APPROVAL', 'DISABLING', 'OBSERVING',
                            'AWAITING_DELETION_APPROVAL', 'SCHEDULING_DELETION', 'PENDING_DELETION') then 'PENDING' end),
                    (-1, case
                        when k.key_arn is null or k.gone_at is not null or k.manager = 'AWS'
                            or k.key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then null
                        when k.manager is null or k.idle_seconds is null then 'UNKNOWN'
                        when k.idle_seconds >= :idleFor then 'POSSIBLE' end)) as change (sign, bucket)
                where change.bucket is not null
                group by change.bucket, r.account_id, k.owner)
            select bucket, account_id, owner, sum(keys), coalesce(sum(monthly), 0), coalesce(sum(at_least), 0)
            from (select * from kept union all select * from retired) counted
            group by bucket, account_id, owner having sum(keys) > 0
            """;

    private final EntityManager database;
    private final Bills bills;
    private final Accounts accounts;

    SavingsReport(EntityManager database, Bills bills, Accounts accounts) {
        this.database = database;
        this.bills = bills;
        this.accounts = accounts;
    }

    private record Line(Bucket bucket, String accountId, Optional<String> owner, Sum sum) {
        static Line of(Object[] row) {
            return new Line(
                    Bucket.valueOf((String) row[0]),
                    (String) row[1],
                    Optional.ofNullable((String) row[2]),
                    new Sum(((Number) row[3]).longValue(), (BigDecimal) row[4], ((Number) row[5]).longValue()));
        }
    }

    /** The sums are as fresh as the last scan. */
    @Transactional
    public Savings of(Duration idleFor) {
        var lines = database.unwrap(Session.class)
                .createNativeQuery(SUMS, Object[].class)
                .setParameter("idleFor", idleFor.toSeconds())
                .getResultStream()
                .map(Line::of)
                .toList();
        var byAccount = sums(lines, Line::accountId);
        var byOwner = sums(lines, line -> line.owner().map("0"::concat).orElse("1"));
        return new Savings(
                bills.prices(),
                idleFor,
                sums(lines, _ -> "").getOrDefault("", sums(Map.of())),
                byAccount.entrySet().stream()
                        .map(entry ->
                                new AccountSavings(entry.getKey(), accounts.name(entry.getKey()), entry.getValue()))
                        .toList(),
                byOwner.entrySet().stream()
                        .map(entry -> new OwnerSavings(
                                Optional.of(entry.getKey().substring(1)).filter(name -> !name.isEmpty()),
                                entry.getValue()))
                        .toList());
    }

    private static SortedMap<String, Sums> sums(List<Line> lines, Function<Line, String> group) {
        var buckets = new TreeMap<String, Map<Bucket, Sum>>();
        lines.forEach(line -> buckets.computeIfAbsent(group.apply(line), _ -> new EnumMap<>(Bucket.class))
                .merge(line.bucket(), line.sum(), Sum::plus));
        var sums = new TreeMap<String, Sums>();
        buckets.forEach((name, found) -> sums.put(name, sums(found)));
        return sums;
    }

    private static Sums sums(Map<Bucket, Sum> found) {
        return new Sums(
                found.getOrDefault(Bucket.REALISED, Sum.NOTHING),
                found.getOrDefault(Bucket.PENDING, Sum.NOTHING),
                found.getOrDefault(Bucket.POSSIBLE, Sum.NOTHING),
                found.getOrDefault(Bucket.UNKNOWN, Sum.NOTHING));
    }
}
