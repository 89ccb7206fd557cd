package dev.keysunset.retirement.restraints;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stop was set or released; the latest row of an account, and the latest of those everywhere, is what holds. */
@Entity
@Table(name = "stop")
public class StopRow {
    enum Action {
        STOPPED,
        RELEASED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long seq;

    @Enumerated(EnumType.STRING)
    Action action;

    /** Everywhere where there is none. */
    @Nullable
    @Column(name = "account_id")
    String accountId;

    @Column(name = "by")
    String person;

    String reason;

    Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    StopRow() {}

    @SuppressWarnings("NullAway.Init")
    StopRow(Action action, Optional<String> accountId, String person, String reason, Instant at) {
        this.action = action;
        this.accountId = accountId.orElse(null);
        this.person = person;
        this.reason = reason;
        this.at = at;
    }
}
