package dev.keysunset.inventory;

/** The four answers to when a key was last used; see {@link dev.keysunset.core.Usage}. They are never merged. */
public enum UsageAnswer {
    USED,
    NEVER_USED,
    NOT_SINCE_TRACKING,
    UNREADABLE
}
