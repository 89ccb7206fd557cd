package dev.keysunset.core;

import static dev.keysunset.core.Attention.Kind.ACCESS_DENIED;
import static dev.keysunset.core.Attention.Kind.EFFECT_FAILED;
import static dev.keysunset.core.Attention.Kind.UNREADABLE;

import java.util.Optional;

/** The words for a wait: what is wrong and what frees it. */
final class Attentions {
    private Attentions() {}

    static Attention unreadable(Reading.Unreadable<?> reading) {
        var detail = reading.call() + " failed: " + reading.code() + " " + reading.message();
        return reading.denied()
                ? new Attention(ACCESS_DENIED, detail, "Allow the member role to call " + reading.call() + ".")
                : new Attention(UNREADABLE, detail, "Nothing to do if it passes; it is tried again by itself.");
    }

    /** Why the last attempt of this effect did not do it; empty where it was not refused. */
    static Optional<Attention> of(EffectRecord record) {
        if (!(record.outcome() instanceof EffectRecord.Outcome.Refused refused)) {
            return Optional.empty();
        }
        var action = record.effect().action();
        var detail = action + " on " + record.effect().keyArn() + " was refused: " + refused.code() + " "
                + refused.message();
        return Optional.of(
                refused.denied()
                        ? new Attention(ACCESS_DENIED, detail, remedy(record.effect()))
                        : new Attention(
                                EFFECT_FAILED, detail, "The key is read again and the step repeated by itself."));
    }

    private static String remedy(Effect effect) {
        var allow = "Allow the member role kms:" + effect.action()
                + " on this key (role, key policy, service control policy)";
        return effect.dangerous() ? allow + "." : allow + ", or run: " + command(effect);
    }

    /** What an operator with rights of their own can run at once. */
    static String command(Effect effect) {
        var verb = switch (effect) {
            case Effect.DisableKey _ -> "disable-key";
            case Effect.EnableKey _ -> "enable-key";
            case Effect.CancelKeyDeletion _ -> "cancel-key-deletion";
            case Effect.ScheduleKeyDeletion(var _, var days) ->
                "schedule-key-deletion --pending-window-in-days " + days;
        };
        return "aws kms " + verb + " --region " + effect.keyArn().region() + " --key-id " + effect.keyArn();
    }
}
