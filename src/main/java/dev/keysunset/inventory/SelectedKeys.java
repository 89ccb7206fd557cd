package dev.keysunset.inventory;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.KeySelection;
import dev.keysunset.engine.KnownKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Selections of keys for those who plan and propose. */
@ApplicationScoped
class SelectedKeys implements KnownKeys {
    /** Who manages a key that could never be described nobody knows; it is not left out for that. */
    private static final String RETIRABLE = " and (manager is null or manager = CUSTOMER)";

    private final EntityManager database;

    SelectedKeys(EntityManager database) {
        this.database = database;
    }

    @Override
    @Transactional
    public List<KeyArn> matching(KeySelection selection, Optional<KeyArn> after, int limit) {
        var restriction = KeyFilter.of(selection).restriction();
        after.ifPresent(arn -> restriction.add("keyArn > :after", "after", arn.toString()));
        var query = database.createQuery(
                "select keyArn from InventoryKeyRow where " + restriction.hql() + RETIRABLE + " order by keyArn",
                String.class);
        restriction.parameters().forEach(query::setParameter);
        return query.setMaxResults(limit).getResultStream().map(KeyArn::of).toList();
    }

    @Override
    @Transactional
    public long unjudged(KeySelection selection) {
        var filter = KeyFilter.of(selection);
        if (!filter.asksForUsage()) {
            return 0;
        }
        var restriction = filter.whateverItsUsage().restriction();
        restriction.add("usage = :unreadable", "unreadable", UsageAnswer.UNREADABLE);
        var query = database.createQuery(
                "select count(*) from InventoryKeyRow where " + restriction.hql() + RETIRABLE, Long.class);
        restriction.parameters().forEach(query::setParameter);
        return query.getSingleResult();
    }
}
