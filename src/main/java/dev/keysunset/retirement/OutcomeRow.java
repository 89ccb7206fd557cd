package dev.keysunset.retirement;

import static java.util.Objects.requireNonNull;

import dev.keysunset.core.EffectRecord.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What AWS answered to an effect. No row means that nobody knows. */
@Entity
@Immutable
@Table(name = "effect_outcome")
public class OutcomeRow {
    enum Kind {
        DONE,
        REFUSED
    }

    @Id
    @Column(name = "effect_id")
    UUID effectId;

    @Enumerated(EnumType.STRING)
    Kind outcome;

    Instant at;

    @Nullable
    @Column(name = "request_id")
    String requestId;

    @Nullable
    String code;

    @Nullable
    String message;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    OutcomeRow() {}

    Outcome toOutcome() {
        return switch (outcome) {
            case DONE -> new Outcome.Done(at, requireNonNull(requestId));
            case REFUSED -> new Outcome.Refused(at, requireNonNull(code), requireNonNull(message));
        };
    }
}
