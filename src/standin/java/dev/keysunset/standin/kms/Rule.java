package dev.keysunset.standin.kms;

/** The rows of the key state table that differ from each other. */
public enum Rule {
    /** DescribeKey, policies, listings, GetKeyLastUsage: any state. */
    ANY_STATE,
    /** DisableKey and EnableKey, which also succeed in the state they lead to. */
    SWITCH,
    SCHEDULE_DELETION,
    CANCEL_DELETION,
    /** Encrypt to VerifyMac: the operations that count as use of the key. */
    CRYPTOGRAPHY,
    /** GetPublicKey, which succeeds on a disabled key. */
    PUBLIC_KEY,
    CREATE_GRANT,
    /** CreateAlias, TagResource, UntagResource: anything but a key that awaits deletion. */
    LABEL,
    REPLICATE;

    public boolean countsAsUse() {
        return this == CRYPTOGRAPHY;
    }
}
