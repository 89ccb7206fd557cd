package dev.keysunset.inventory.scan;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.inventory.InventoryKeys;
import dev.keysunset.inventory.InventorySettings;
import dev.keysunset.inventory.KeyReading;
import dev.keysunset.inventory.Unreadable;
import dev.keysunset.inventory.UsageAnswer;
import dev.keysunset.inventory.money.Billing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hibernate.Session;

/** The keys a place has still to read, and the readings as they come. */
@ApplicationScoped
class KeyQueue {
    /** How often a key is read in one scan when something about it was throttled or not answered. */
    private static final int TRIES = 3;

    /** After all others. */
    private static final int LAST_RANK = 9;

    private static final String NEXT = """
            select due.key_arn, due.tries, known.manager, known.usage, known.idle_since, known.unreadable = '[]' as whole
            from inventory_scan_key due left join inventory_key known on known.key_arn = due.key_arn
            where due.place_id = :place
            order by due.rank, due.idle_since nulls first, due.key_arn limit :limit
            """;

    private static final String ALIASES = """
            select key_id, alias_name from inventory_alias
            where account_id = :account and region = :region and key_id = any(cast(:keys as text[]))
            """;

    private static final String DONE =
            "delete from inventory_scan_key where place_id = :place and key_arn = any(cast(:arns as text[]))";

    private static final String AGAIN = """
            update inventory_scan_key set tries = tries + 1, rank = :last
            where place_id = :place and key_arn = any(cast(:arns as text[]))
            """;

    private static final String COUNT = """
            update inventory_scan_place set keys_read = keys_read + :read, keys_unreadable = keys_unreadable + :unreadable,
                keys_appeared = keys_appeared + :appeared, keys_gone = keys_gone + :gone,
                used_recently = used_recently + :recent, aws_managed = aws_managed + :managed,
                leased_until = clock_timestamp() + make_interval(secs => :lease)
            where id = :place
            """;

    /** Locks the place while readings are kept; empty when the lease was lost. */
    private static final String PLACE = """
            select aliases_unreadable, exists (select from inventory_scan_place earlier
                where earlier.account_id = place.account_id and earlier.region = place.region
                    and earlier.listed_at is not null and earlier.id <> place.id) as listed_before
            from inventory_scan_place place
            where id = :place and lease_token = :token and leased_until > clock_timestamp()
            for update
            """;

    private final EntityManager database;
    private final InventoryKeys inventory;
    private final ScanLedger ledger;
    private final Billing billing;
    private final InventorySettings settings;

    KeyQueue(
            EntityManager database,
            InventoryKeys inventory,
            Billing billing,
            ScanLedger ledger,
            InventorySettings settings) {
        this.database = database;
        this.inventory = inventory;
        this.billing = billing;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** A key with what was read of it. */
    record Answered(DueKey due, KeyReading reading, Reading<Integer> rotations) {
        /** Something about it may be answered later. */
        boolean again() {
            return due.tries() + 1 < TRIES && reading.unreadable().stream().anyMatch(Unreadable::passing);
        }

        private Optional<Billing.Billed> billed() {
            var tags =
                    reading.rest().flatMap(rest -> rest.circumstances().tags().found());
            return reading.key().found().map(key -> new Billing.Billed(key, rotations, tags));
        }
    }

    @InTurn
    @Transactional
    List<DueKey> next(ScanClaim claim, int limit) {
        return session()
                .createNativeQuery(NEXT, Tuple.class)
                .setParameter("place", claim.id())
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(KeyQueue::due)
                .toList();
    }

    /** False when the lease was lost: then nothing is kept, and whoever has it reads the keys. */
    @InTurn
    @Transactional
    boolean keep(ScanClaim claim, List<Answered> answered) {
        var locked = session()
                .createNativeQuery(PLACE, Tuple.class)
                .setParameter("place", claim.id())
                .setParameter("token", claim.leaseToken())
                .getResultList();
        if (locked.isEmpty()) {
            return false;
        }
        var done = answered.stream().filter(key -> !key.again()).toList();
        keepAll(claim, locked.getFirst(), done);
        remove(claim, done);
        session()
                .createNativeMutationQuery(AGAIN)
                .setParameter("last", LAST_RANK)
                .setParameter("place", claim.id())
                .setParameter(
                        "arns", arns(answered.stream().filter(Answered::again).toList()))
                .executeUpdate();
        return true;
    }

    /** A key that cannot be kept is told and stops nothing. */
    @InTurn
    @Transactional
    void abandon(ScanClaim claim, Answered key, String why) {
        ledger.failed(claim, failure(key.due().keyArn(), new Unreadable("inventory", "NotKept", why)));
        remove(claim, List.of(key));
    }

    /** What they cost, once they are kept. */
    @InTurn
    void bill(List<Answered> kept) {
        billing.keep(kept.stream().flatMap(key -> key.billed().stream()).toList());
    }

    private void keepAll(ScanClaim claim, Tuple place, List<Answered> done) {
        var unreadable = Optional.ofNullable(place.get("aliases_unreadable"))
                .map(why -> List.of(ScanJson.read(why.toString())))
                .orElse(List.of());
        var names = unreadable.isEmpty()
                ? Optional.of(names(claim, done))
                : Optional.<Map<String, SortedSet<String>>>empty();
        var listedBefore = place.get("listed_before", Boolean.class);
        var appeared = 0;
        for (var key : done) {
            var keyArn = key.reading().keyArn();
            var aliases = names.map(known -> known.getOrDefault(keyArn.keyId(), new TreeSet<>()));
            var kept = inventory.keep(key.reading(), aliases, unreadable, listedBefore);
            appeared += kept == InventoryKeys.Kept.NEW && listedBefore ? 1 : 0;
            key.reading().unreadable().forEach(why -> ledger.failed(claim, failure(keyArn, why)));
        }
        count(claim, done, appeared);
    }

    private void count(ScanClaim claim, List<Answered> done, int appeared) {
        session()
                .createNativeMutationQuery(COUNT)
                .setParameter("read", done.size())
                .setParameter(
                        "unreadable",
                        number(done, reading -> !reading.unreadable().isEmpty()))
                .setParameter("appeared", appeared)
                .setParameter("gone", number(done, KeyReading::gone))
                .setParameter(
                        "recent",
                        number(
                                done,
                                reading -> !reading.gone() && reading.usage().isEmpty()))
                .setParameter(
                        "managed",
                        number(
                                done,
                                reading -> !reading.gone() && reading.rest().isEmpty()))
                .setParameter("lease", settings.lease().toMillis() / 1000.0)
                .setParameter("place", claim.id())
                .executeUpdate();
    }

    private void remove(ScanClaim claim, List<Answered> keys) {
        session()
                .createNativeMutationQuery(DONE)
                .setParameter("place", claim.id())
                .setParameter("arns", arns(keys))
                .executeUpdate();
    }

    private Map<String, SortedSet<String>> names(ScanClaim claim, List<Answered> keys) {
        var names = new HashMap<String, SortedSet<String>>();
        session()
                .createNativeQuery(ALIASES, Tuple.class)
                .setParameter("account", claim.place().accountId())
                .setParameter("region", claim.place().region())
                .setParameter(
                        "keys",
                        keys.stream().map(key -> key.due().keyArn().keyId()).toArray(String[]::new))
                .getResultList()
                .forEach(row -> names.computeIfAbsent(row.get("key_id", String.class), _ -> new TreeSet<>())
                        .add(row.get("alias_name", String.class)));
        return names;
    }

    private static DueKey due(Tuple row) {
        var known = Optional.ofNullable(row.get("usage", String.class))
                .map(usage -> new DueKey.Known(
                        Optional.ofNullable(row.get("manager", String.class)).map(KeyFacts.Owner::valueOf),
                        UsageAnswer.valueOf(usage),
                        Optional.ofNullable(row.get("idle_since", Instant.class)),
                        row.get("whole", Boolean.class)));
        return new DueKey(KeyArn.of(row.get("key_arn", String.class)), row.get("tries", Short.class), known);
    }

    private static int number(List<Answered> keys, Predicate<KeyReading> trait) {
        return (int) keys.stream().map(Answered::reading).filter(trait).count();
    }

    private static String[] arns(List<Answered> keys) {
        return keys.stream().map(key -> key.due().keyArn().toString()).toArray(String[]::new);
    }

    private static Scan.Failure failure(KeyArn keyArn, Unreadable why) {
        return new Scan.Failure(why.call(), why.code(), 1, Optional.of(keyArn.toString()), why.message());
    }

    private Session session() {
        return database.unwrap(Session.class);
    }
}
