package dev.keysunset.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A change as lists filter by it; written by {@link KeyHistory}. */
@Entity
@Immutable
@Table(name = "inventory_change")
class KeyChangeRow {
    @Id
    long id;

    @Column(name = "key_arn")
    String keyArn;

    @Enumerated(EnumType.STRING)
    KeyChange.Kind kind;

    Instant at;

    boolean ours;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    KeyChangeRow() {}
}
