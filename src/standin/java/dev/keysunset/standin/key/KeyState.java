package dev.keysunset.standin.key;

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

    public String awsName() {
        return awsName;
    }

    public boolean awaitsDeletion() {
        return this == PENDING_DELETION || this == PENDING_REPLICA_DELETION;
    }
}
