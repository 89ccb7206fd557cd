package dev.keysunset.standin.key;

import java.util.Arrays;

/** AWS KMS Developer Guide, "Key states of AWS KMS keys". */
public enum KeyState {
    CREATING("Creating"),
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion"),
    PENDING_REPLICA_DELETION("PendingReplicaDeletion"),
    PENDING_IMPORT("PendingImport"),
    UNAVAILABLE("Unavailable"),
    UPDATING("Updating");

    private final String awsName;

    KeyState(String awsName) {
        this.awsName = awsName;
    }

    public static KeyState named(String awsName) {
        return Arrays.stream(values())
                .filter(state -> state.awsName.equals(awsName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No key state " + awsName));
    }

    public String awsName() {
        return awsName;
    }

    public boolean awaitsDeletion() {
        return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
    }
}
