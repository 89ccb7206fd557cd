package dev.keysunset.standin.key;

/** Where the key material comes from; EXTERNAL is imported and may expire. */
public enum Origin {
    AWS_KMS,
    EXTERNAL,
    AWS_CLOUDHSM,
    EXTERNAL_KEY_STORE
}
