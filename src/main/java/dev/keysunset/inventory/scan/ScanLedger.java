package dev.keysunset.inventory.scan;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyCatalog.Alias;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The places of the open scan, as rows with a lease that the database's clock judges. Each method is one transaction; those that
 * record a step change nothing and answer with nothing when the lease was lost.
 */
@ApplicationScoped
class ScanLedger {
    private static final String CLAIM = """
            update inventory_scan_place set lease_token = :token,
                leased_until = clock_timestamp() + make_interval(secs => :lease),
                started_at = coalesce(started_at, clock_timestamp())
            where id in (
                select id from inventory_scan_place
                where step <> 'FINISHED' and due_at <= clock_timestamp()
                    and (leased_until is null or leased_until <= clock_timestamp())
                order by due_at limit :limit
                for update skip locked)
            returning *
            """;

    private static final String RENEW = """
            update inventory_scan_place set leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id in (:ids) and lease_token in (:tokens) and leased_until > clock_timestamp()
            """;

    private static final String RELEASE = """
            update inventory_scan_place set lease_token = null, leased_until = null,
                attempts = :attempts, marker = :marker, due_at = clock_timestamp() + make_interval(secs => :after)
            where id = :id and lease_token = :token
            """;

    private static final String MOVE = """
            update inventory_scan_place set step = :step, marker = :marker, attempts = 0,
                leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id = :id and lease_token = :token and leased_until > clock_timestamp()
            """;

    private static final String FINISH = """
            update inventory_scan_place set step = 'FINISHED', finished_at = clock_timestamp(), marker = null,
                lease_token = null, leased_until = null
            where id = :id and lease_token = :token and leased_until > clock_timestamp()
            """;

    private static final String FINISH_SCAN = """
            update inventory_scan set finished_at = clock_timestamp()
            where finished_at is null
                and not exists (select from inventory_scan_place p where p.scan_id = inventory_scan.id and p.step <> 'FINISHED')
            """;

    private static final String ALIASES = """
            insert into inventory_alias (account_id, region, alias_name, key_id, seen_by)
            select :account, :region, listed.name, listed.key, :scan
            from unnest(cast(:names as text[]), cast(:keys as text[])) as listed (name, key)
            on conflict (account_id, region, alias_name) do update set key_id = excluded.key_id, seen_by = excluded.seen_by
            """;

    private static final String FORGET_ALIASES =
            "delete from inventory_alias where account_id = :account and region = :region and seen_by <> :scan";

    /**
     * Of those known to be idle the longest idle, then those never read, those that could not be, those used lately, and last
     * those that need no decision: scheduled, or managed by AWS.
     */
    private static final String KEYS = """
            insert into inventory_scan_key (place_id, key_arn, rank, idle_since)
            select :place, listed.arn,
                case when known.key_arn is null then 1 when known.manager = 'AWS' then 5
                    when known.key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then 4
                    when known.usage = 'UNREADABLE' then 2
                    when known.idle_since > :recent then 3 else 0 end,
                known.idle_since
            from unnest(cast(:arns as text[])) as listed (arn)
            left join inventory_key known on known.key_arn = listed.arn
            on conflict (place_id, key_arn) do nothing
            """;

    private static final String LISTED =
            "update inventory_key set listed_by = :scan where key_arn = any(cast(:arns as text[]))";

    private static final String COUNT_LISTED = """
            update inventory_scan_place set keys_listed = keys_listed + :listed,
                listing_since = coalesce(listing_since, :now) where id = :place
            """;

    /** Only after a complete listing absence means anything. */
    private static final String GONE = """
            with place as (select * from inventory_scan_place where id = :place),
            gone as (
                update inventory_key set gone_at = place.listing_since from place
                where inventory_key.account_id = place.account_id and inventory_key.region = place.region
                    and inventory_key.gone_at is null and inventory_key.listed_by is distinct from place.scan_id
                    and inventory_key.read_at <= place.listing_since
                returning inventory_key.key_arn, inventory_key.known_state, inventory_key.read_at, inventory_key.gone_at),
            told as (
                insert into inventory_change (key_arn, kind, at, from_state, ours)
                select key_arn, 'GONE', gone_at, replace(initcap(replace(known_state, '_', ' ')), ' ', ''), exists (select from effect
                    where effect.key_arn = gone.key_arn and effect.action = 'ScheduleKeyDeletion') from gone)
            update inventory_scan_place set listed_at = clock_timestamp(),
                keys_gone = keys_gone + (select count(*) from gone)
            where id = :place
            """;

    private static final String FAILED = """
            insert into inventory_scan_failure (place_id, call, code, keys, example_key, message)
            values (:place, :call, :code, :keys, :example, :message)
            on conflict (place_id, call, code) do update set keys = inventory_scan_failure.keys + excluded.keys
            """;

    private final EntityManager database;
    private final Clocks clocks;
    private final InventorySettings settings;

    ScanLedger(EntityManager database, Clocks clocks, InventorySettings settings) {
        this.database = database;
        this.clocks = clocks;
        this.settings = settings;
    }

    @Transactional
    List<ScanClaim> claim(int limit) {
        var token = clocks.ids().next();
        return session()
                .createNativeQuery(CLAIM, ScanPlaceRow.class)
                .setParameter("token", token)
                .setParameter("lease", lease())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new ScanClaim(row.id, row.scanId, row.place(), token, row.position()))
                .toList();
    }

    @Transactional
    void renew(Collection<ScanClaim> claims) {
        if (!claims.isEmpty()) {
            session()
                    .createNativeMutationQuery(RENEW)
                    .setParameter("lease", lease())
                    .setParameterList("ids", claims.stream().map(ScanClaim::id).toList())
                    .setParameterList(
                            "tokens",
                            claims.stream()
                                    .map(ScanClaim::leaseToken)
                                    .distinct()
                                    .toList())
                    .executeUpdate();
        }
    }

    /** Somebody goes on from there after a while. */
    @InTurn
    @Transactional
    void release(ScanClaim claim, ScanPosition at, Duration after) {
        session()
                .createNativeMutationQuery(RELEASE)
                .setParameter("attempts", at.attempts())
                .setParameter("marker", at.marker().orElse(null), String.class)
                .setParameter("after", after.toMillis() / 1000.0)
                .setParameter("id", claim.id())
                .setParameter("token", claim.leaseToken())
                .executeUpdate();
    }

    /** A page of aliases; with the last one what was not listed is forgotten. */
    @InTurn
    @Transactional
    Optional<ScanPosition> aliases(ScanClaim claim, List<Alias> page, ScanPosition next) {
        if (!moved(claim, next)) {
            return Optional.empty();
        }
        var distinct = new LinkedHashMap<String, String>();
        page.forEach(alias -> distinct.put(alias.name(), alias.keyId()));
        session()
                .createNativeMutationQuery(ALIASES)
                .setParameter("account", claim.place().accountId())
                .setParameter("region", claim.place().region())
                .setParameter("scan", claim.scanId())
                .setParameter("names", distinct.keySet().toArray(String[]::new))
                .setParameter("keys", distinct.values().toArray(String[]::new))
                .executeUpdate();
        if (next.step() != ScanStep.ALIASES) {
            session()
                    .createNativeMutationQuery(FORGET_ALIASES)
                    .setParameter("account", claim.place().accountId())
                    .setParameter("region", claim.place().region())
                    .setParameter("scan", claim.scanId())
                    .executeUpdate();
        }
        return Optional.of(next);
    }

    /** The keys are read all the same; their aliases are as old as before. */
    @InTurn
    @Transactional
    Optional<ScanPosition> withoutAliases(ScanClaim claim, Unreadable why, ScanPosition next) {
        if (!moved(claim, next)) {
            return Optional.empty();
        }
        session()
                .createNativeMutationQuery(
                        "update inventory_scan_place set aliases_unreadable = cast(:why as jsonb) where id = :id")
                .setParameter("why", ScanJson.write(why))
                .setParameter("id", claim.id())
                .executeUpdate();
        failed(claim, Scan.Failure.ofPlace(why));
        return Optional.of(next);
    }

    /** A page of keys; with the last one what was not listed is gone. */
    @InTurn
    @Transactional
    Optional<ScanPosition> keys(ScanClaim claim, List<KeyArn> page, ScanPosition next) {
        if (!moved(claim, next)) {
            return Optional.empty();
        }
        var now = clocks.domain().now();
        var arns = page.stream().map(KeyArn::toString).distinct().toArray(String[]::new);
        var listed = session()
                .createNativeMutationQuery(KEYS)
                .setParameter("place", claim.id())
                .setParameter("recent", now.minus(settings.recentUse()))
                .setParameter("arns", arns)
                .executeUpdate();
        session()
                .createNativeMutationQuery(LISTED)
                .setParameter("scan", claim.scanId())
                .setParameter("arns", arns)
                .executeUpdate();
        session()
                .createNativeMutationQuery(COUNT_LISTED)
                .setParameter("listed", listed)
                .setParameter("now", now)
                .setParameter("place", claim.id())
                .executeUpdate();
        if (next.step() != ScanStep.KEYS) {
            session()
                    .createNativeMutationQuery(GONE)
                    .setParameter("place", claim.id())
                    .executeUpdate();
        }
        return Optional.of(next);
    }

    /** Nobody can say which keys the place has: those it had stay as they were. */
    @InTurn
    @Transactional
    boolean unlistable(ScanClaim claim, Unreadable why) {
        failed(claim, Scan.Failure.ofPlace(why));
        return finished(claim);
    }

    @InTurn
    @Transactional
    boolean finish(ScanClaim claim) {
        return finished(claim);
    }

    /** Within the caller's transaction. */
    void failed(ScanClaim claim, Scan.Failure failure) {
        session()
                .createNativeMutationQuery(FAILED)
                .setParameter("place", claim.id())
                .setParameter("call", failure.call())
                .setParameter("code", failure.code())
                .setParameter("keys", failure.keys())
                .setParameter("example", failure.example().orElse(null), String.class)
                .setParameter("message", failure.message())
                .executeUpdate();
    }

    /** True when this was the scan's last place. */
    @Transactional
    boolean finishScan() {
        return session().createNativeMutationQuery(FINISH_SCAN).executeUpdate() > 0;
    }

    private boolean finished(ScanClaim claim) {
        return session()
                        .createNativeMutationQuery(FINISH)
                        .setParameter("id", claim.id())
                        .setParameter("token", claim.leaseToken())
                        .executeUpdate()
                == 1;
    }

    private boolean moved(ScanClaim claim, ScanPosition next) {
        return session()
                        .createNativeMutationQuery(MOVE)
                        .setParameter("step", next.step().name())
                        .setParameter("marker", next.marker().orElse(null), String.class)
                        .setParameter("lease", lease())
                        .setParameter("id", claim.id())
                        .setParameter("token", claim.leaseToken())
                        .executeUpdate()
                == 1;
    }

    private double lease() {
        return settings.lease().toMillis() / 1000.0;
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
