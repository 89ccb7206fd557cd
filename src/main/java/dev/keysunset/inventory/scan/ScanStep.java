package dev.keysunset.inventory.scan;

/** Where the scan of one place stands. */
public enum ScanStep {
    /** It lists the aliases of the place, for all its keys at once. */
    ALIASES,
    /** It lists the keys. */
    KEYS,
    /** It reads the keys it has listed, the most promising first. */
    READING,
    FINISHED
}
