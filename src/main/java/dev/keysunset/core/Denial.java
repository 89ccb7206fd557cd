package dev.keysunset.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which kind of policy refused a call, as far as AWS says so (IAM User Guide, "Troubleshoot access denied error messages"). It never
 * says which statement or condition it was.
 */
public sealed interface Denial {
    /** A statement that denies; {@code arn} names the policy where AWS does. */
    record Explicit(String kind, Optional<String> arn) implements Denial {}

    /** No statement that permits, in a kind of policy that must. */
    record Implicit(String kind) implements Denial {}

    String KIND = "((?:[A-Za-z]+[ -])+?(?:policy|boundary))";
    Pattern EXPLICIT = Pattern.compile("with an explicit deny in an? " + KIND + "(?:: (arn:\\S+))?");
    Pattern IMPLICIT = Pattern.compile("because no " + KIND + " allows the ");

    /** Empty where the message says neither. */
    static Optional<Denial> of(String message) {
        var explicit = EXPLICIT.matcher(message);
        if (explicit.find()) {
            return Optional.of(new Explicit(explicit.group(1), Optional.ofNullable(explicit.group(2))));
        }
        var implicit = IMPLICIT.matcher(message);
        return implicit.find() ? Optional.of(new Implicit(implicit.group(1))) : Optional.empty();
    }

    /** What to do about it, for a step that may be guarded by the days without use. */
    static String remedy(String message, Effect effect) {
        return remedy(message, "kms:" + effect.action(), guarded(effect));
    }

    /** What to do about it, for an action that no guardrail is about. */
    static String remedy(String message, String action) {
        return remedy(message, action, "");
    }

    private static String remedy(String message, String action, String guarded) {
        var allow = "allow the member role " + action + " on this key";
        return of(message)
                .map(denial -> switch (denial) {
                    case Explicit(var kind, var arn) ->
                        "A statement in a " + kind
                                + arn.map(name -> " (" + name + ")").orElse("") + " denies it. " + guarded
                                + "Otherwise take the role out of that statement";
                    case Implicit(var kind) -> "No " + kind + " allows it: " + allow + " there";
                })
                .orElse("Allow the member role " + action + " on this key (role, key policy, service control policy)");
    }

    private static String guarded(Effect effect) {
        return switch (effect) {
            case Effect.DisableKey _ ->
                "Where it compares kms:TrailingDaysWithoutKeyUsage, it ends by itself once the key has been unused for so long;"
                        + " the last use stands in the findings. ";
            case Effect.ScheduleKeyDeletion(var _, var days) ->
                "Where it compares kms:TrailingDaysWithoutKeyUsage, it ends by itself once the key has been unused for so long;"
                        + " where it compares kms:ScheduleKeyDeletionPendingWindowInDays, " + days
                        + " days are too few: submit it under a policy with a longer pending window. ";
            case Effect.EnableKey _, Effect.CancelKeyDeletion _ -> "";
        };
    }
}
