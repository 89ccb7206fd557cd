package dev.keysunset.core;

import java.util.Optional;

/** One mutating AWS call on one key. */
public sealed interface Effect {
    KeyArn keyArn();

    record DisableKey(KeyArn keyArn) implements Effect {}

    record EnableKey(KeyArn keyArn) implements Effect {}

    record ScheduleKeyDeletion(KeyArn keyArn, int pendingWindowInDays) implements Effect {}

    record CancelKeyDeletion(KeyArn keyArn) implements Effect {}

    /** AWS's name of the action, as in {@code kms:<action>}. */
    default String action() {
        return switch (this) {
            case DisableKey _ -> "DisableKey";
            case EnableKey _ -> "EnableKey";
            case ScheduleKeyDeletion _ -> "ScheduleKeyDeletion";
            case CancelKeyDeletion _ -> "CancelKeyDeletion";
        };
    }

    /** Takes usability away. Needs a gate's approval and waits for its predecessors; the others never wait. */
    default boolean dangerous() {
        return gate().isPresent();
    }

    default Optional<Gate> gate() {
        return switch (this) {
            case DisableKey _ -> Optional.of(Gate.DISABLE);
            case ScheduleKeyDeletion _ -> Optional.of(Gate.DELETE);
            case EnableKey _, CancelKeyDeletion _ -> Optional.empty();
        };
    }
}
