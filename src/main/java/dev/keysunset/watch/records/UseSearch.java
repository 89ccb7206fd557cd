package dev.keysunset.watch.records;

import static dev.keysunset.watch.records.RecordJson.text;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.UsageHistory.Seen;
import dev.keysunset.engine.WatchedKeys.Condition;
import dev.keysunset.engine.WatchedKeys.Span;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.WatchRecord.Kind;
import dev.keysunset.watch.records.WatchRecord.Meaning;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for uses of keys in CloudTrail records, by the same reading as the watch: a call that needed the key counts whether it
 * succeeded or was refused for the key's state, and so does a text that nobody can read and that names the key.
 */
public final class UseSearch {
    private static final UUID NOBODYS = new UUID(0, 0);
    private static final Span ALL_TIME = new Span(Instant.EPOCH, Optional.of(Instant.EPOCH));
    private static final Condition USABLE = new Condition(false, Optional.empty(), Optional.empty());

    /** What people read of a call; anybody can write into a record. */
    private static final int LONGEST = 2000;

    private final Matches matches;
    private final Instant before;
    private Optional<Instant> oldest = Optional.empty();

    /** @param before what cannot be read of the texts happened before this: it counts from then */
    public UseSearch(RecordReader reader, Collection<KeyArn> keys, Instant before) {
        this.matches = new Matches(
                reader,
                keys.stream()
                        .map(key -> new WatchedKey(NOBODYS, key, "", ALL_TIME, USABLE))
                        .toList());
        this.before = before;
    }

    public void add(String text) {
        matches.add(text);
        time(text)
                .ifPresent(at ->
                        oldest = oldest.filter(known -> known.isBefore(at)).or(() -> Optional.of(at)));
    }

    /** The time of the oldest record, as far as they have one. */
    public Optional<Instant> oldest() {
        return oldest;
    }

    /** The latest use of each key that was used. */
    public Map<KeyArn, Seen> latest() {
        return matches.found().stream()
                .map(Matches.Match::record)
                .filter(record -> record.kind() == Kind.SIGHTING)
                .collect(Collectors.toMap(
                        WatchRecord::keyArn, this::seen, BinaryOperator.maxBy(Comparator.comparing(Seen::at))));
    }

    private Seen seen(WatchRecord record) {
        var at = record.details().meaning() == Meaning.UNREADABLE
                ? before
                : record.event().time();
        var by = Stream.of("by " + record.caller().principal());
        var whom = record.caller().onBehalfOf().map(served -> " on behalf of " + served).stream();
        return new Seen(
                at,
                StorableText.of(record.event().operation(), LONGEST),
                StorableText.of(Stream.concat(by, whom).collect(Collectors.joining()), LONGEST));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text(RecordJson.parse(text), "eventTime")));
        } catch (UnreadableRecordException | DateTimeException e) {
            // Matches has set it aside; it tells no time.
            return Optional.empty();
        }
    }
}
