package dev.keysunset.watch;

import java.util.Set;

/**
 * Which KMS operations need a key's material, which change its state, which merely manage or describe it. Cryptographic
 * operations are an open set, so they are what is left: an operation added by AWS after this version counts as one.
 */
final class Operations {
    private static final Set<String> CONTROL = Set.of(
            "DisableKey",
            "EnableKey",
            "ScheduleKeyDeletion",
            "CancelKeyDeletion",
            "DeleteKey",
            "PutKeyPolicy",
            "ImportKeyMaterial",
            "DeleteImportedKeyMaterial",
            "DeleteExpiredKeyMaterial",
            "ReplicateKey",
            "UpdatePrimaryRegion");

    private static final Set<String> MANAGEMENT = Set.of(
            "CreateAlias",
            "UpdateAlias",
            "DeleteAlias",
            "CreateKey",
            "DisableKeyRotation",
            "EnableKeyRotation",
            "RotateKey",
            "RotateKeyOnDemand",
            "RetireGrant",
            "RevokeGrant",
            "TagResource",
            "UntagResource",
            "UpdateKeyDescription",
            "SynchronizeMultiRegionKey",
            "GenerateRandom",
            "ConnectCustomKeyStore",
            "CreateCustomKeyStore",
            "DeleteCustomKeyStore",
            "DisconnectCustomKeyStore",
            "UpdateCustomKeyStore");

    private Operations() {}

    static boolean control(String operation) {
        return CONTROL.contains(operation);
    }

    /** Reads of metadata; GetPublicKey is not one, it hands out what others then encrypt or verify with. */
    static boolean describes(String operation) {
        return operation.startsWith("Describe")
                || operation.startsWith("List")
                || (operation.startsWith("Get") && !operation.equals("GetPublicKey"));
    }

    static boolean manages(String operation) {
        return CONTROL.contains(operation) || MANAGEMENT.contains(operation);
    }
}
