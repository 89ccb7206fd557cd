package dev.keysunset.watch;

import java.util.List;

/** What one text from a feed turned out to be. */
sealed interface RecordReading {
    /** About one key, or two in the case of ReEncrypt. */
    record About(List<WatchRecord> records) implements RecordReading {}

    /** Not about a key's use or state: another service, a metadata read, a dry run. */
    record Irrelevant() implements RecordReading {}

    /** Cut short, hostile, or of a shape nobody foresaw. Kept aside and shown; never dropped. */
    record Unreadable(String why) implements RecordReading {}
}
