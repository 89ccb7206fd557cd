package dev.keysunset.watch.records;

import java.util.List;

/** What a stretch of a feed tells of the watch itself: whether it sees, and who laid hands on it. */
public record Witness(List<CanaryEcho> echoes, List<TamperingRecord> tamperings) {
    public static final Witness NONE = new Witness(List.of(), List.of());
}
