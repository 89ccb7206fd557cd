package dev.keysunset.core;

import java.util.List;
import java.util.stream.Stream;

/** The calls that lead from a key's state to the one it was found in, as somebody with rights of their own types them. */
public final class WayBack {
    private WayBack() {}

    /** Ready to run, in their order; empty where the key is as it was found, or no call leads back. */
    public static List<String> commands(Member member, KeyState state) {
        return effects(member, state).stream().map(WayBack::command).toList();
    }

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

    /** A cancelled deletion leaves the key disabled (KMS API, CancelKeyDeletion). */
    private static List<Effect> effects(Member member, KeyState state) {
        var enable = member.foundState() == KeyState.ENABLED
                ? List.<Effect>of(new Effect.EnableKey(member.keyArn()))
                : List.<Effect>of();
        return switch (state) {
            case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                state == member.foundState()
                        ? List.of()
                        : Stream.concat(
                                        Stream.<Effect>of(new Effect.CancelKeyDeletion(member.keyArn())),
                                        enable.stream())
                                .toList();
            case DISABLED -> enable;
            case ENABLED, CREATING, UPDATING, PENDING_IMPORT, UNAVAILABLE, UNKNOWN -> List.of();
        };
    }
}
