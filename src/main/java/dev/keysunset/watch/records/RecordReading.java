package dev.keysunset.watch.records;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.util.List;
import java.util.function.Function;

/** What one text from a feed turned out to be. */
sealed interface RecordReading {
    /** About one key, or two in the case of ReEncrypt. */
    record About(List<WatchRecord> records) implements RecordReading {}

    /**
     * Refused for the state of a key of which only an alias is told: ours, if one of ours is known by it.
     *
     * @param place where the alias is one
     */
    record ByAlias(Place place, String alias, Function<KeyArn, WatchRecord> record) implements RecordReading {}

    /** A canary of our own, which came back. */
    record Canary(CanaryEcho echo) implements RecordReading {}

    /** Somebody's hands on what a feed stands on. */
    record Tampered(TamperingRecord tampering) implements RecordReading {}

    /** Not about a key's use or state: another service, a metadata read, a dry run. */
    record Irrelevant() implements RecordReading {}

    /** Cut short, hostile, or of a shape nobody foresaw. Kept aside and shown; never dropped. */
    record Unreadable(String why) implements RecordReading {}
}
