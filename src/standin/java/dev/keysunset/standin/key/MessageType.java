package dev.keysunset.standin.key;

/** What Sign and Verify are given: the message, its digest, or for ML-DSA the representative that is called mu. */
public enum MessageType {
    RAW,
    DIGEST,
    EXTERNAL_MU
}
