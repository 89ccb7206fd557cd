package dev.keysunset.watch;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.WatchRecord.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sorts what a feed brought by the retirements it concerns. */
public final class Matches {
    /** One record about a member of one retirement. */
    public record Match(UUID retirementId, WatchRecord record) {}

    /** A text that could not be read. */
    public record Quarantined(String why, String text) {}

    private final RecordReader reader;
    private final Map<KeyArn, WatchedKey> watched = new HashMap<>();
    private final List<Match> found = new ArrayList<>();
    private final List<Quarantined> quarantined = new ArrayList<>();

    Matches(RecordReader reader, Collection<WatchedKey> watched) {
        this.reader = reader;
        watched.forEach(key -> this.watched.put(key.keyArn(), key));
    }

    void add(String text) {
        switch (reader.read(text)) {
            case RecordReading.About(var records) -> records.forEach(this::match);
            case RecordReading.Irrelevant _ -> {}
            case RecordReading.Unreadable(var why) -> {
                quarantined.add(new Quarantined(why, text));
                // Nobody knows what it says, but it names a key we watch: that is enough to be afraid.
                watched.values().stream()
                        .filter(key -> text.contains(key.keyArn().keyId()))
                        .forEach(key -> found.add(new Match(key.retirementId(), feared(key, why, text))));
            }
        }
    }

    List<Match> found() {
        return List.copyOf(found);
    }

    List<Quarantined> quarantined() {
        return List.copyOf(quarantined);
    }

    private void match(WatchRecord record) {
        var key = watched.get(record.keyArn());
        if (key != null && !record.event().time().isBefore(key.since())) {
            found.add(new Match(key.retirementId(), judged(record, key)));
        }
    }

    private static WatchRecord feared(WatchedKey key, String why, String text) {
        var id = "unreadable-" + Integer.toHexString(text.hashCode());
        var event = new WatchRecord.Event(id, id, key.since(), "UnreadableRecord", Optional.empty());
        var caller = new WatchRecord.Caller("unknown (" + why + ")", Optional.empty(), Optional.empty());
        return new WatchRecord(Kind.SIGHTING, key.keyArn(), event, caller, text);
    }

    /** A success while the disable settles is a use that was already on its way; after that it shows a need. */
    private static WatchRecord judged(WatchRecord record, WatchedKey key) {
        if (record.kind() != Kind.SUCCESS) {
            return record;
        }
        Instant time = record.event().time();
        var settled = key.settledSince().filter(since -> !time.isBefore(since)).isPresent();
        return new WatchRecord(
                settled ? Kind.SIGHTING : Kind.NOTE, record.keyArn(), record.event(), record.caller(), record.text());
    }
}
