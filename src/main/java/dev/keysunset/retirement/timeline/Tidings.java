package dev.keysunset.retirement.timeline;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Cause;
import dev.keysunset.core.StateName;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.engine.Notifier;
import dev.keysunset.retirement.MemberRow;
import dev.keysunset.retirement.MemberRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What of a retirement is worth telling, in words. Joins the transaction in which it happens. */
@ApplicationScoped
public class Tidings {
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

    /** Words about something under the name that people know it by. */
    @FunctionalInterface
    public interface Telling {
        Words about(String name);
    }

    /** @param rollbackId of the rollback that it tells of, where it does */
    public void tell(Kind kind, Telling telling, UUID retirementId, Optional<UUID> rollbackId, Once once) {
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
            case APPROVAL, CALENDAR, CAP, HOLD, STOPPED, THROTTLED -> Optional.empty();
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
