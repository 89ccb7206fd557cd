package dev.keysunset.inventory;

import dev.keysunset.core.Place;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The keys as last read. */
@ApplicationScoped
public class InventoryKeys implements PanacheRepositoryBase<InventoryKeyRow, String> {

    @Transactional
    void keep(KeyReading reading) {
        var row = findByIdOptional(reading.keyArn().toString()).orElseGet(() -> {
            var fresh = new InventoryKeyRow(reading.keyArn(), reading.at());
            persist(fresh);
            return fresh;
        });
        row.take(reading);
    }

    /** Whatever of the place was not read since {@code listedAt} is not listed any more. */
    @Transactional
    int gone(Place place, Instant listedAt) {
        return update(
                "goneAt = ?1 where accountId = ?2 and region = ?3 and goneAt is null and readAt < ?1",
                listedAt,
                place.accountId(),
                place.region());
    }

    @Transactional
    public Optional<KeyView> named(Place place, String keyId) {
        return find("accountId = ?1 and region = ?2 and keyId = ?3", place.accountId(), place.region(), keyId)
                .firstResultOptional()
                .map(KeyView::of);
    }

    /** Ordered by ARN; keys that are gone are left out. */
    @Transactional
    public Page<KeyView> list(KeyFilter filter, Optional<Cursor> after, int limit) {
        var restriction = filter.restriction();
        after.map(cursor -> cursor.keys().getFirst())
                .ifPresent(arn -> restriction.add("keyArn > :after", "after", arn));
        var rows = find(restriction.hql() + " order by keyArn", restriction.parameters())
                .page(0, limit + 1)
                .list();
        return Page.of(rows, limit, row -> Cursor.of(row.keyArn)).map(KeyView::of);
    }
}
