package dev.keysunset.core;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which KMS operations need a key's material, which change its state, which merely manage or describe it. Cryptographic
 * operations are an open set, so they are what is left: an operation added by AWS after this version counts as one.
 */
public final class Operations {
    /** What changes a key's state, material or policy. Feeds that filter must let these pass. */
    public static final List<String> CONTROL = List.of(
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

    public static boolean control(String operation) {
        return CONTROL.contains(operation);
    }

    /** Reads of metadata; GetPublicKey is not one, it hands out what others then encrypt or verify with. */
    public static boolean describes(String operation) {
        return operation.startsWith("Describe")
                || operation.startsWith("List")
                || (operation.startsWith("Get") && !operation.equals("GetPublicKey"));
    }

    /** The names of all that changes or manages keys without using one. */
    public static Set<String> managing() {
        return Stream.concat(CONTROL.stream(), MANAGEMENT.stream()).collect(Collectors.toUnmodifiableSet());
    }

    public static boolean manages(String operation) {
        return CONTROL.contains(operation) || MANAGEMENT.contains(operation);
    }
}
