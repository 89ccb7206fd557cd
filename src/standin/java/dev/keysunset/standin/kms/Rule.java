package dev.keysunset.standin.kms;

/** The rows of the key state table that differ from each other. */
public enum Rule {
    /** DescribeKey, policies, listings, GetKeyLastUsage, RetireGrant, RevokeGrant, DeleteAlias: any state. */
    ANY_STATE,
    /** DisableKey and EnableKey, which also succeed in the state they lead to. */
    SWITCH,
    SCHEDULE_DELETION,
    CANCEL_DELETION,
    /** Encrypt to VerifyMac: the operations that count as use of the key. */
    CRYPTOGRAPHY,
    /** GenerateDataKeyPair and its sibling: as CRYPTOGRAPHY, but no custom key store can do it. */
    KEY_PAIR,
    /** GetPublicKey, which succeeds on a disabled key. */
    PUBLIC_KEY,
    CREATE_GRANT,
    /** CreateAlias, TagResource, UntagResource, UpdateKeyDescription: anything but a key that awaits deletion. */
    LABEL,
    /** UpdateAlias, by the key that the alias shall lead to. */
    UPDATE_ALIAS,
    /** EnableKeyRotation and DisableKeyRotation. */
    ROTATION,
    ROTATION_STATUS,
    ROTATE_ON_DEMAND,
    REPLICATE,
    UPDATE_PRIMARY_REGION,
    /** GetParametersForImport and ImportKeyMaterial. */
    IMPORT,
    DELETE_MATERIAL;

    /**
     * Whether a change of the key's state reaches these operations late: the data plane, and what has been seen to fail
     * right after EnableKey, such as EnableKeyRotation.
     */
    boolean meetsChangesLate() {
        return switch (this) {
            case CRYPTOGRAPHY, KEY_PAIR, PUBLIC_KEY, CREATE_GRANT, ROTATION, ROTATE_ON_DEMAND, REPLICATE -> true;
            case ANY_STATE,
                    SWITCH,
                    SCHEDULE_DELETION,
                    CANCEL_DELETION,
                    LABEL,
                    UPDATE_ALIAS,
                    ROTATION_STATUS,
                    UPDATE_PRIMARY_REGION,
                    IMPORT,
                    DELETE_MATERIAL -> false;
        };
    }

    public boolean countsAsUse() {
        return this == CRYPTOGRAPHY || this == KEY_PAIR;
    }
}
