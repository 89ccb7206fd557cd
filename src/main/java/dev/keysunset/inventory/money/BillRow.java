package dev.keysunset.inventory.money;

import dev.keysunset.core.KeyCost;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The part of a key's row that tells of money: what it costs and whom to ask. What a scan reads is written elsewhere. */
@Entity
@DynamicUpdate
@Table(name = "inventory_key")
public class BillRow {
    @Id
    @Column(name = "key_arn")
    String keyArn;

    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    KeyFacts.@Nullable Owner manager;

    @Nullable
    @Column(insertable = false, updatable = false)
    String origin;

    @Nullable
    String owner;

    @Enumerated(EnumType.STRING)
    @Column(name = "owner_source")
    KeyOwner.@Nullable Source ownerSource;

    @Nullable
    @Column(name = "rotations_kept")
    Integer rotationsKept;

    @Nullable
    @Column(name = "rotations_unreadable")
    String rotationsUnreadable;

    @Nullable
    BigDecimal price;

    @Nullable
    @Column(name = "monthly_cost", insertable = false, updatable = false)
    BigDecimal monthlyCost;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    BillRow() {}

    /** Rotations that cannot be read keep their former number, beside the reason. */
    void take(Reading<Integer> rotations) {
        rotations.found().ifPresent(kept -> rotationsKept = kept);
        rotationsUnreadable = rotations
                .unreadable()
                .map(why -> why.call() + ": " + why.code() + " " + why.message())
                .orElse(null);
    }

    void take(Optional<KeyOwner> found) {
        owner = found.map(KeyOwner::name).orElse(null);
        ownerSource = found.map(KeyOwner::source).orElse(null);
    }

    Optional<KeyOwner> owner() {
        return owner != null && ownerSource != null ? Optional.of(new KeyOwner(owner, ownerSource)) : Optional.empty();
    }

    Optional<KeyCost> cost(String currency) {
        return price != null && monthlyCost != null
                ? Optional.of(new KeyCost(monthlyCost, price, currency, Optional.ofNullable(rotationsKept)))
                : Optional.empty();
    }
}
