package dev.keysunset.retirement;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What of a retirement is worth telling, in words. Joins the transaction in which it happens. */
@ApplicationScoped
class Tidings {
    private static final Set<Cause> BY_WORD_OF_A_PERSON = EnumSet.of(Cause.ORDERED, Cause.REJECTED);

    /** Causes by which a move says that a window is not proven. */
    private static final Set<String> UNPROVEN = Set.of(Cause.WATCH_GAP.name(), Cause.GAP_BEYOND_REPAIR.name());

    private final Notifier notifier;
    private final MemberRows members;

    Tidings(Notifier notifier, MemberRows members) {
        this.notifier = notifier;
        this.members = members;
    }

    /** Where rollbacks begin and end is told with the rollback. */
    void moved(UUID retirementId, Timeline.Edge edge, String detail, Once once) {
        if (edge.from() == StateName.ROLLING_BACK || edge.to() == StateName.ROLLING_BACK) {
            return;
        }
        var kind = kind(edge);
        var title = switch (edge.to()) {
            case AWAITING_DISABLE_APPROVAL -> "Disabling %s waits for approval";
            case AWAITING_DELETION_APPROVAL -> "Deleting %s waits for approval";
            default -> "%s is now " + edge.to();
        };
        tell(
                kind,
                about -> new Words(title.formatted(about), detail, remedy(kind)),
                retirementId,
                Optional.empty(),
                once);
    }

    void attention(UUID retirementId, Attention attention, Instant at) {
        kind(attention).ifPresent(kind -> {
            // What comes and goes is told once an hour.
            var key = "attention:" + retirementId + ":" + attention.kind() + ":" + at.truncatedTo(ChronoUnit.HOURS);
            tell(
                    kind,
                    about -> new Words(
                            title(kind).formatted(about),
                            attention.kind() + ": " + attention.detail(),
                            Optional.of(attention.remedy())),
                    retirementId,
                    Optional.empty(),
                    new Once(key, at));
        });
    }

    void expiring(ApprovalRow approval, Instant expiresAt, Instant at) {
        tell(
                Kind.APPROVAL_EXPIRING,
                about -> new Words(
                        "An approval for %s expires soon".formatted(about),
                        approval.person + " approved at the " + approval.gate + " gate; it counts until " + expiresAt
                                + ".",
                        Optional.of("Whoever else has to approve does so before, or " + approval.person + " again.")),
                approval.retirementId,
                Optional.empty(),
                new Once("approval-expiring:" + approval.id, at));
    }

    void begun(RollbackEventRow event) {
        var ordered = BY_WORD_OF_A_PERSON.contains(event.because);
        rollback(
                ordered ? Kind.ROLLBACK_ORDERED : Kind.ROLLBACK_BEGUN,
                event,
                about -> new Words(
                        (ordered ? "%s is rolled back by order" : "%s is needed: a rollback has begun")
                                .formatted(about),
                        event.because.text() + (event.detail.equals(event.because.text()) ? "" : ". " + event.detail),
                        Optional.of("See who needed it and whether it works again, then acknowledge it.")),
                new Once("rollback-begun:" + event.id, event.openedAt));
    }

    void stuck(RollbackEventRow event, String because, String commands, Instant at) {
        rollback(
                Kind.ROLLBACK_STUCK,
                event,
                about -> new Words(
                        "The rollback of %s does not get on".formatted(about),
                        because + " It is tried again by itself.",
                        commands.isEmpty() ? Optional.empty() : Optional.of("Run: " + commands)),
                new Once("rollback-stuck:" + event.id + ":" + event.toldAt, at));
    }

    void done(RollbackEventRow event, String detail, Instant at) {
        rollback(
                Kind.ROLLBACK_DONE,
                event,
                about -> new Words(
                        "The rollback of %s is done".formatted(about),
                        detail,
                        Optional.of(
                                "An enabled key is no recovery: see what to check and to repeat, then resolve it.")),
                new Once("rollback-done:" + event.id, at));
    }

    void assigned(RollbackEventRow event, String to, String by, Instant at) {
        rollback(
                Kind.ROLLBACK_ASSIGNED,
                event,
                about -> new Words(
                        "The rollback of %s is for %s".formatted(about, to),
                        by + " assigned it.",
                        Optional.of("See who needed it and whether it works again, then acknowledge it.")),
                new Once("rollback-assigned:" + event.id + ":" + event.version, at));
    }

    void acknowledged(RollbackEventRow event, String by, Instant at) {
        rollback(
                Kind.ROLLBACK_ACKNOWLEDGED,
                event,
                about -> new Words(
                        "%s looks after the rollback of %s".formatted(by, about),
                        "It was acknowledged.",
                        Optional.empty()),
                new Once("rollback-acknowledged:" + event.id, at));
    }

    void resolved(RollbackEventRow event, RollbackReview.Conclusion found, Instant at) {
        rollback(
                Kind.ROLLBACK_RESOLVED,
                event,
                about -> new Words(
                        "The rollback of %s is resolved".formatted(about),
                        found.by() + ": " + found.told(),
                        Optional.empty()),
                new Once("rollback-resolved:" + event.id, at));
    }

    private void rollback(Kind kind, RollbackEventRow event, Telling telling, Once once) {
        tell(kind, telling, event.retirementId, Optional.of(event.id), once);
    }

    /** Words about something under the name that people know it by. */
    @FunctionalInterface
    private interface Telling {
        Words about(String name);
    }

    private void tell(Kind kind, Telling telling, UUID retirementId, Optional<UUID> rollbackId, Once once) {
        if (!notifier.listens(kind)) {
            return;
        }
        var rows = members.of(retirementId);
        var about = new About(
                "retirement:" + retirementId,
                rows.stream().map(row -> row.accountId).findFirst(),
                Optional.of(retirementId),
                rollbackId,
                rows.stream().map(row -> row.keyArn).toList());
        notifier.tell(new Notification(kind, about, telling.about(name(rows)), once));
    }

    private static String name(List<MemberRow> rows) {
        var aliases =
                rows.stream().flatMap(row -> row.aliases.stream()).distinct().collect(Collectors.joining(", "));
        return aliases.isEmpty()
                ? rows.stream().map(row -> row.keyArn).findFirst().orElse("a key")
                : aliases;
    }

    private static Kind kind(Timeline.Edge edge) {
        if (edge.cause().equals(Cause.DRIFT.name())) {
            return Kind.DRIFT_SEEN;
        }
        if (UNPROVEN.contains(edge.cause())) {
            return Kind.VERDICT_UNPROVEN;
        }
        return switch (edge.to()) {
            case AWAITING_DISABLE_APPROVAL, AWAITING_DELETION_APPROVAL -> Kind.APPROVAL_NEEDED;
            default -> Kind.RETIREMENT_MOVED;
        };
    }

    /** What people ordered themselves, or passes by itself, is nothing to call them for. */
    private static Optional<Kind> kind(Attention attention) {
        return switch (attention.kind()) {
            case APPROVAL, CAP, HOLD, STOPPED, THROTTLED -> Optional.empty();
            case DRIFT -> Optional.of(Kind.DRIFT_SEEN);
            case WATCH_GAP -> Optional.of(Kind.VERDICT_UNPROVEN);
            case WATCH_THREATENED -> Optional.of(Kind.WATCH_THREATENED);
            case ACCESS_DENIED, CLOCK_SKEW, EFFECT_FAILED, GUARDRAIL, KEY_LOST, KEY_VANISHED, UNREADABLE ->
                Optional.of(Kind.ATTENTION_RAISED);
        };
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case DRIFT_SEEN -> "Somebody else changed %s";
            case VERDICT_UNPROVEN -> "The watch of %s proves nothing";
            case WATCH_THREATENED -> "The watch of %s is about to prove nothing";
            default -> "%s waits for somebody";
        };
    }

    private static Optional<String> remedy(Kind kind) {
        return switch (kind) {
            case APPROVAL_NEEDED -> Optional.of("See why it is safe, or not, then approve or reject it.");
            case VERDICT_UNPROVEN -> Optional.of("See the coverage for the gap and the ways out.");
            default -> Optional.empty();
        };
    }
}
