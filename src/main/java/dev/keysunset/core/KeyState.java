package dev.keysunset.core;

/** AWS's key states, under AWS's names (KMS API, KeyState), with one more for a state this version does not know. */
public enum KeyState {
    CREATING("Creating"),
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion"),
    PENDING_REPLICA_DELETION("PendingReplicaDeletion"),
    PENDING_IMPORT("PendingImport"),
    UNAVAILABLE("Unavailable"),
    UPDATING("Updating"),
    UNKNOWN("Unknown");

    private final String awsName;

    KeyState(String awsName) {
        this.awsName = awsName;
    }

    public String awsName() {
        return awsName;
    }

    /** {@link #UNKNOWN} for a name AWS added after this version. */
    public static KeyState ofAws(String name) {
        for (var state : values()) {
            if (state.awsName.equals(name)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Scheduled for deletion, with a date of its own or waiting for its replicas to go first. */
    public boolean scheduled() {
        return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
    }

    /** Every cryptographic call is refused: by {@code DisabledException}, or by {@code KMSInvalidStateException} once scheduled. */
    public boolean refusing() {
        return this == DISABLED || scheduled();
    }
}
