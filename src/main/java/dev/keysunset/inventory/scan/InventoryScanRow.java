package dev.keysunset.inventory.scan;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A scan as it stands. Read here; written by the statements of {@link Scans}, which need the database's clock. */
@Entity
@Immutable
@Table(name = "inventory_scan")
class InventoryScanRow {
    @Id
    UUID id;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Nullable
    @Column(name = "finished_at")
    Instant finishedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    InventoryScanRow() {}
}
