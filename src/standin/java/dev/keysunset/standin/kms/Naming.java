package dev.keysunset.standin.kms;

/** How a request names its key. AWS KMS API Reference, the KeyId parameter of each operation. */
public enum Naming {
    /** KeyId holds a key id or a key ARN; aliases are not accepted. */
    ID_OR_ARN,
    /** KeyId may also hold an alias name or an alias ARN. */
    ALIAS_TOO,
    /** As ALIAS_TOO, but a symmetric ciphertext names its key itself. */
    CIPHERTEXT,
    /** TargetKeyId holds a key id or a key ARN. */
    TARGET,
    /** AliasName holds an alias name, which leads to the key. */
    ALIAS_NAME,
    /** A grant token names the key, or KeyId does by id or ARN. */
    GRANT
}
