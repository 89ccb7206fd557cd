package dev.keysunset.inventory.money;

import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.LastUse;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyCreators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The creators of keys without an owner's tag. A tag that comes later goes before them. */
@ApplicationScoped
class Creators implements KeyCreators {
    /** Records arrive late, mostly by minutes; one that is not there after that will not come. */
    private static final Duration LATE = Duration.ofDays(2);

    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private static final String NEXT = """
            select k.key_arn, k.creation_date from inventory_key k left join key_creator c on c.key_arn = k.key_arn
            where k.account_id = :account and k.region = :region and k.gone_at is null and k.manager = 'CUSTOMER'
                and k.owner is null and k.creation_date > :remembered
                and (c.key_arn is null
                    or c.principal is null and c.asked_at < :again and c.asked_at < k.creation_date + make_interval(secs => :late))
            order by k.creation_date, k.key_arn limit 1
            """;

    private static final String FORGOTTEN = """
            select k.key_arn from inventory_key k left join key_creator c on c.key_arn = k.key_arn
            where k.account_id = :account and k.region = :region and k.gone_at is null and k.manager = 'CUSTOMER'
                and k.owner is null and k.creation_date >= :from and k.creation_date < :to and k.creation_date <= :remembered
                and c.principal is null and c.archive_asked_at is null
            order by k.creation_date desc, k.key_arn limit :most
            """;

    private static final String KEEP = """
            insert into key_creator (key_arn, principal, record, asked_at) values (:arn, :principal, :record, :now)
            on conflict (key_arn) do update set principal = excluded.principal, record = excluded.record
                where key_creator.principal is null
            """;

    private static final String OWN = """
            update inventory_key set owner = :principal, owner_source = 'CREATOR' where key_arn = :arn and owner is null
            """;

    private static final String ASKED = """
            insert into key_creator (key_arn, asked_at) values (:arn, :now)
            on conflict (key_arn) do update set asked_at = excluded.asked_at where key_creator.principal is null
            """;

    private static final String NOT_ARCHIVED = """
            insert into key_creator (key_arn, asked_at, archive_asked_at) values (:arn, :now, :now)
            on conflict (key_arn) do update set archive_asked_at = excluded.archive_asked_at where key_creator.principal is null
            """;

    private static final String OF = "select principal from key_creator where key_arn = :arn and principal is not null";

    private final EntityManager database;
    private final Clocks clocks;

    Creators(EntityManager database, Clocks clocks) {
        this.database = database;
        this.clocks = clocks;
    }

    /** Joins the caller's transaction. */
    Optional<KeyOwner> of(KeyArn keyArn) {
        return database.unwrap(Session.class)
                .createNativeQuery(OF, String.class)
                .setParameter("arn", keyArn.toString())
                .getResultStream()
                .findFirst()
                .map(KeyOwner::creator);
    }

    @Override
    @Transactional
    public Optional<Ownerless> next(Place place) {
        var now = now();
        List<?> rows = database.createNativeQuery(NEXT)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("remembered", now.minus(LastUse.HISTORY))
                .setParameter("again", now.minus(ASK_AGAIN))
                .setParameter("late", (double) LATE.toSeconds())
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Ownerless(KeyArn.of((String) row[0]), (Instant) row[1]))
                .findFirst();
    }

    @Override
    @Transactional
    public SortedSet<KeyArn> forgotten(Place place, Interval made, int most) {
        return database.unwrap(Session.class)
                .createNativeQuery(FORGOTTEN, String.class)
                .setParameter("account", place.accountId())
                .setParameter("region", place.region())
                .setParameter("from", made.from())
                .setParameter("to", made.to())
                .setParameter("remembered", now().minus(LastUse.HISTORY))
                .setParameter("most", most)
                .getResultStream()
                .map(KeyArn::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    @Transactional
    public void found(KeyArn keyArn, Creation creation) {
        var principal = creation.principal();
        database.createNativeQuery(KEEP)
                .setParameter("arn", keyArn.toString())
                .setParameter("principal", principal)
                .setParameter("record", creation.record())
                .setParameter("now", now())
                .executeUpdate();
        database.createNativeQuery(OWN)
                .setParameter("arn", keyArn.toString())
                .setParameter("principal", KeyOwner.creator(principal).name())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void notFound(KeyArn keyArn) {
        asked(ASKED, keyArn);
    }

    @Override
    @Transactional
    public void notArchived(KeyArn keyArn) {
        asked(NOT_ARCHIVED, keyArn);
    }

    private void asked(String sql, KeyArn keyArn) {
        database.createNativeQuery(sql)
                .setParameter("arn", keyArn.toString())
                .setParameter("now", now())
                .executeUpdate();
    }

    private Instant now() {
        return clocks.domain().now();
    }
}
