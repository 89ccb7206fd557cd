package dev.keysunset.inventory;

import dev.keysunset.engine.KeyOwners;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Optional;
import org.hibernate.Session;

/** Owners as the last scan found them. */
@ApplicationScoped
class InventoryOwners implements KeyOwners {
    private static final String OWNER = """
            select owner from inventory_key where key_arn in (:keys) and owner is not null order by key_arn limit 1
            """;

    private final EntityManager database;

    InventoryOwners(EntityManager database) {
        this.database = database;
    }

    @Override
    public Optional<String> owner(Collection<String> keyArns) {
        return database.unwrap(Session.class)
                .createNativeQuery(OWNER, String.class)
                .setParameter("keys", keyArns)
                .getResultStream()
                .findFirst();
    }
}
