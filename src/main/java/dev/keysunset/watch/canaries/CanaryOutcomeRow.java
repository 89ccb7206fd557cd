package dev.keysunset.watch.canaries;

import dev.keysunset.engine.CanaryCalls.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What AWS answered to a canary, or that it did not; written once, never changed. */
@Entity
@Table(name = "canary_outcome")
public class CanaryOutcomeRow {
    public enum Kind {
        FAILED,
        SUCCEEDED,
        DENIED,
        NOT_MADE,
        UNANSWERED
    }

    @Id
    @Column(name = "canary_id")
    UUID canaryId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    Instant at;

    @Nullable
    @Column(name = "request_id")
    String requestId;

    @Nullable
    String code;

    @Nullable
    String detail;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    CanaryOutcomeRow() {}

    private CanaryOutcomeRow(UUID canaryId, Kind kind, Instant at) {
        this.canaryId = canaryId;
        this.kind = kind;
        this.at = at;
    }

    /** @param now stands for what has no time of its own, because AWS has not spoken */
    static CanaryOutcomeRow of(UUID canaryId, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Failed(var at, var requestId, var code) -> {
                var row = new CanaryOutcomeRow(canaryId, Kind.FAILED, at);
                row.requestId = requestId;
                row.code = code;
                yield row;
            }
            case Outcome.Succeeded(var at, var requestId) -> {
                var row = new CanaryOutcomeRow(canaryId, Kind.SUCCEEDED, at);
                row.requestId = requestId;
                yield row;
            }
            case Outcome.Denied(var at, var action, var message) -> {
                var row = new CanaryOutcomeRow(canaryId, Kind.DENIED, at);
                row.code = action;
                row.detail = message;
                yield row;
            }
            case Outcome.NotMade(var because) -> {
                var row = new CanaryOutcomeRow(canaryId, Kind.NOT_MADE, now);
                row.detail = because;
                yield row;
            }
            case Outcome.Unanswered(var because) -> {
                var row = new CanaryOutcomeRow(canaryId, Kind.UNANSWERED, now);
                row.detail = because;
                yield row;
            }
        };
    }
}
