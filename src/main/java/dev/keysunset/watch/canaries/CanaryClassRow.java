package dev.keysunset.watch.canaries;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.CanaryReport.Trouble;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.watch.canaries.CanaryLedger.Order;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A class of calls as a row: its own queue entry, its lease, and how the last round went. */
@Entity
@Table(name = "canary_class")
public class CanaryClassRow {
    @Id
    public UUID id;

    @Column(name = "account_id")
    String accountId;

    String region;

    @Column(name = "key_usage")
    public String keyUsage;

    @Nullable
    @Column(name = "next_due_at")
    public Instant nextDueAt;

    @Nullable
    @Column(name = "last_called_at")
    Instant lastCalledAt;

    @Nullable
    @Column(name = "favoured_key")
    String favouredKey;

    int turn;

    @Nullable
    String because;

    @Nullable
    String remedy;

    @Nullable
    @Column(name = "lease_token")
    UUID leaseToken;

    @Nullable
    @Column(name = "leased_until")
    Instant leasedUntil;

    /** Whether the class's keys are asked for one by one. */
    @Column(name = "by_key")
    public boolean byKey;

    /** Up to which canary it was tried whether they can be. */
    @Nullable
    @Column(name = "tried_until")
    public Instant triedUntil;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CanaryClassRow() {}

    public CallClass calls() {
        return new CallClass(new Place(accountId, region), keyUsage);
    }

    Order order() {
        return new Order(Optional.ofNullable(favouredKey).map(KeyArn::of), turn);
    }

    Optional<Trouble> trouble() {
        return because == null || remedy == null ? Optional.empty() : Optional.of(new Trouble(because, remedy));
    }
}
