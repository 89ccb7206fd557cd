package dev.keysunset.standin.trail;

/** Learns of records as CloudTrail passes them on to Amazon EventBridge: soon, now and then twice, in any order. */
@FunctionalInterface
public interface Subscriber {
    /** Called in the clock's order, at the domain time at which EventBridge has the record. */
    void published(TrailRecord record);
}
