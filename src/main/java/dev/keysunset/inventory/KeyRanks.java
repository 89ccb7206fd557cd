package dev.keysunset.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;

/** What lists of keys are sorted by: never empty, made by the database from the row, and last where nothing is known. */
@Embeddable
class KeyRanks {
    @Column(name = "idle_rank", insertable = false, updatable = false)
    Instant idleness;

    @Column(name = "created_rank", insertable = false, updatable = false)
    Instant age;

    @Column(name = "owner_rank", insertable = false, updatable = false)
    String owner;

    @Column(name = "cost_rank", insertable = false, updatable = false)
    BigDecimal cost;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    KeyRanks() {}

    /** The rank of those that have this owner; keys without one come after all that have. */
    static String owner(String name) {
        return "0" + name;
    }
}
