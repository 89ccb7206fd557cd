package dev.keysunset.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Something people who are not looking want to be told. */
public record Notification(Kind kind, About about, Words words, Once once) {

    /** How soon somebody has to look. */
    public enum Severity {
        /** Good to know. */
        INFO,
        /** Somebody has to act, in working hours. */
        WARNING,
        /** Somebody has to look now. */
        CRITICAL
    }

    /** What happened. Each kind is as severe every time. */
    public enum Kind {
        RETIREMENT_MOVED(Severity.INFO),
        APPROVAL_NEEDED(Severity.WARNING),
        APPROVAL_EXPIRING(Severity.WARNING),
        ATTENTION_RAISED(Severity.WARNING),
        DRIFT_SEEN(Severity.WARNING),
        ROLLBACK_BEGUN(Severity.CRITICAL),
        ROLLBACK_ORDERED(Severity.WARNING),
        ROLLBACK_STUCK(Severity.CRITICAL),
        ROLLBACK_DONE(Severity.WARNING),
        ROLLBACK_ASSIGNED(Severity.INFO),
        ROLLBACK_ACKNOWLEDGED(Severity.INFO),
        ROLLBACK_RESOLVED(Severity.INFO),
        VERDICT_UNPROVEN(Severity.CRITICAL),
        WATCH_THREATENED(Severity.WARNING),
        FEED_BLIND(Severity.WARNING),
        FEED_SEES_AGAIN(Severity.INFO),
        CANARY_SURPRISED(Severity.CRITICAL),
        GUARDED_KEY_NEEDED(Severity.CRITICAL),
        TAMPERING_SEEN(Severity.CRITICAL),
        TAMPERING_REFUSED(Severity.WARNING),
        STOP_SET(Severity.CRITICAL),
        STOP_LIFTED(Severity.INFO),
        KEY_PROPOSED(Severity.INFO),
        CANDIDATES_FOUND(Severity.INFO);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }

        /** What it is a sequel to: whoever was told of the one is told of the other. */
        public Optional<Kind> sequelTo() {
            return switch (this) {
                case ROLLBACK_DONE, ROLLBACK_ASSIGNED, ROLLBACK_ACKNOWLEDGED, ROLLBACK_RESOLVED ->
                    Optional.of(ROLLBACK_BEGUN);
                case FEED_SEES_AGAIN -> Optional.of(FEED_BLIND);
                case STOP_LIFTED -> Optional.of(STOP_SET);
                default -> Optional.empty();
            };
        }
    }

    /**
     * What it is about.
     *
     * @param thread the same for all that belongs together and is told in order: a retirement, a feed, the stop
     * @param keyArns none where it is not about keys
     */
    public record About(
            String thread,
            Optional<String> accountId,
            Optional<UUID> retirementId,
            Optional<UUID> rollbackId,
            List<String> keyArns) {
        public static About noKey(String thread, Optional<String> accountId) {
            return new About(thread, accountId, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /**
     * In plain text; what it quotes may come from anybody.
     *
     * @param remedy what to do about it
     */
    public record Words(String title, String detail, Optional<String> remedy) {}

    /**
     * @param key whatever is told again under the same key is told no second time
     * @param at when it happened, in domain time
     */
    public record Once(String key, Instant at) {}
}
