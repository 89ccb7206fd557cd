package dev.keysunset.retirement.orders;

import dev.keysunset.core.Order;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person told a retirement to do, and what became of it. */
@Entity
@Table(name = "operator_order")
public class OrderRow {
    enum Answer {
        OBEYED,
        /** Overtaken: in the state that came between, it means nothing. */
        VOID
    }

    @Id
    UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    @Enumerated(EnumType.STRING)
    Order.Kind kind;

    String by;

    String reason;

    @Column(name = "extension_seconds")
    long extensionSeconds;

    Instant at;

    @Nullable
    @Column(name = "answered_at")
    Instant answeredAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    Answer answer;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    OrderRow() {}

    OrderRow(UUID id, UUID retirementId, Order order) {
        this.id = id;
        this.retirementId = retirementId;
        kind = order.kind();
        by = order.by();
        reason = order.reason();
        extensionSeconds = order.extension().toSeconds();
        at = order.at();
    }

    Order toOrder() {
        return new Order(kind, by, reason, Duration.ofSeconds(extensionSeconds), at);
    }
}
