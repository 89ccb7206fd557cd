package dev.keysunset.standin.kms;

/** How a request names its key. */
public enum Naming {
    /** KeyId holds a key id or a key ARN; aliases are not accepted. */
    ID_OR_ARN,
    /** KeyId may also hold an alias name or an alias ARN. */
    ALIAS_TOO,
    /** As ALIAS_TOO, but a symmetric ciphertext names its key itself. */
    CIPHERTEXT,
    /** TargetKeyId holds a key id or a key ARN. */
    TARGET
}
