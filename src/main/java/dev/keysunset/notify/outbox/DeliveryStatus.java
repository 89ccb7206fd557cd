package dev.keysunset.notify.outbox;

/** What became of telling one target. */
public enum DeliveryStatus {
    PENDING,
    SENT,
    /** Given up. It waits for somebody to mend the target and to replay it. */
    DEAD
}
