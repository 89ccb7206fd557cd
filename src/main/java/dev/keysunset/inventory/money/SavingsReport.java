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
import java.util.TreeMap;
import java.util.function.Function;
import org.hibernate.Session;

/** Adds up what retirements have saved, are about to save and could save. */
@ApplicationScoped
public class SavingsReport {
    /** The sums of one account, one owner or, with both empty and {@code grouped} 3, of all. */
    private static final String SUMS = """
            with counted as (
                select account_id, k.owner, k.price, k.rotations_kept,
                    case
                        when r.state = 'DELETED' then 'REALISED'
                        when r.live and r.state in ('SUBMITTED', 'AWAITING_DISABLE_APPROVAL', 'DISABLING', 'OBSERVING',
                            'AWAITING_DELETION_APPROVAL', 'SCHEDULING_DELETION', 'PENDING_DELETION') then 'PENDING'
                        when r.live or k.gone_at is not null or k.manager = 'AWS'
                            or k.key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then null
                        when k.manager is null or k.usage = 'UNREADABLE' then 'UNKNOWN'
                        when k.usage_read_at - k.idle_since >= make_interval(secs => :idleFor) then 'POSSIBLE'
                    end as bucket
                from inventory_key k full join key_in_retirement r using (key_arn, account_id))
            select bucket, account_id, owner, count(*), coalesce(sum(price), 0),
                count(*) filter (where price is null or price > 0 and rotations_kept is null),
                grouping(account_id, owner)
            from counted where bucket is not null
            group by grouping sets ((bucket), (bucket, account_id), (bucket, owner))
            """;

    private static final int BY_ACCOUNT = 1;
    private static final int BY_OWNER = 2;

    private final EntityManager database;
    private final Bills bills;
    private final Accounts accounts;

    SavingsReport(EntityManager database, Bills bills, Accounts accounts) {
        this.database = database;
        this.bills = bills;
        this.accounts = accounts;
    }

    private record Line(Bucket bucket, Optional<String> accountId, Optional<String> owner, Sum sum, int grouped) {
        static Line of(Object[] row) {
            return new Line(
                    Bucket.valueOf((String) row[0]),
                    Optional.ofNullable((String) row[1]),
                    Optional.ofNullable((String) row[2]),
                    new Sum(((Number) row[3]).longValue(), (BigDecimal) row[4], ((Number) row[5]).longValue()),
                    ((Number) row[6]).intValue());
        }
    }

    /** Reads the whole inventory once: the sums are as fresh as the last scan. */
    @Transactional
    public Savings of(Duration idleFor) {
        var lines = database.unwrap(Session.class)
                .createNativeQuery(SUMS, Object[].class)
                .setParameter("idleFor", (double) idleFor.toSeconds())
                .getResultStream()
                .map(Line::of)
                .toList();
        var byAccount = sums(lines, BY_ACCOUNT, line -> line.accountId().orElseThrow());
        var byOwner =
                sums(lines, BY_OWNER, line -> line.owner().map("0"::concat).orElse("1"));
        return new Savings(
                bills.prices(),
                idleFor,
                sums(lines, BY_ACCOUNT | BY_OWNER, _ -> "").getOrDefault("", sums(Map.of())),
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

    private static Map<String, Sums> sums(List<Line> lines, int grouped, Function<Line, String> group) {
        var buckets = new TreeMap<String, Map<Bucket, Sum>>();
        lines.stream()
                .filter(line -> line.grouped() == grouped)
                .forEach(line -> buckets.computeIfAbsent(group.apply(line), _ -> new EnumMap<>(Bucket.class))
                        .put(line.bucket(), line.sum()));
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
