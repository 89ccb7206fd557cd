package dev.keysunset.retirement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The global stop was set or released; the latest row is what holds. */
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

    @Column(name = "by")
    String person;

    String reason;

    Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    StopRow() {}

    @SuppressWarnings("NullAway.Init")
    StopRow(Action action, String person, String reason, Instant at) {
        this.action = action;
        this.person = person;
        this.reason = reason;
        this.at = at;
    }
}
