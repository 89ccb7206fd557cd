package dev.keysunset.watch.records;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.records.WatchRecord.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Sorts what a feed brought by the retirements it concerns. */
public final class Matches {
    /** So many unreadable texts are kept of one poll; of the rest the number is kept, and every alarm. */
    static final int MOST_QUARANTINED = 1000;

    /** One record about a member of one retirement. */
    public record Match(UUID retirementId, WatchRecord record) {}

    private final RecordReader reader;
    private final Predicate<String> dismissed;
    private final Map<KeyArn, WatchedKey> watched = new HashMap<>();
    private final List<Match> found = new ArrayList<>();
    private final Map<String, Quarantined> quarantined = new LinkedHashMap<>();
    private final Set<KeyArn> feared = new HashSet<>();
    private Optional<Quarantined> firstLeftOut = Optional.empty();
    private long leftOut;
    private final List<CanaryEcho> echoes = new ArrayList<>();
    private final List<TamperingRecord> tamperings = new ArrayList<>();

    public Matches(RecordReader reader, Collection<WatchedKey> watched) {
        this(reader, watched, RecordSieve.of(watched)::dismisses);
    }

    /** @param dismissed of which texts it is certain beforehand that the reader would find nothing */
    Matches(RecordReader reader, Collection<WatchedKey> watched, Predicate<String> dismissed) {
        this.reader = reader;
        this.dismissed = dismissed;
        watched.forEach(key -> this.watched.put(key.keyArn(), key));
    }

    public void add(String text) {
        if (dismissed.test(text)) {
            return;
        }
        switch (reader.read(text)) {
            case RecordReading.About(var records) -> records.forEach(this::match);
            case RecordReading.ByAlias byAlias -> match(byAlias, text);
            case RecordReading.Canary(var echo) -> echoes.add(echo);
            case RecordReading.Tampered(var tampering) -> tamperings.add(tampering);
            case RecordReading.Irrelevant _ -> {}
            case RecordReading.Unreadable(var why) -> setAside(why, text);
        }
    }

    /** Into the quarantine; an alarm where it names a key we watch. */
    public void setAside(String why, String text) {
        var aside = Quarantined.of(why, text);
        if (quarantined.containsKey(aside.digest())) {
            return;
        }
        var kept = quarantined.size() < MOST_QUARANTINED;
        if (kept) {
            quarantined.put(aside.digest(), aside);
        } else {
            firstLeftOut = firstLeftOut.or(() -> Optional.of(aside));
            leftOut++;
        }
        var bare = Fear.bare(text);
        watched.values().stream()
                .filter(key -> Fear.names(bare, key))
                .filter(key -> feared.add(key.keyArn()) || kept)
                .forEach(key -> found.add(new Match(key.retirementId(), Fear.of(key, aside))));
    }

    public List<Match> found() {
        return List.copyOf(found);
    }

    public List<Quarantined> quarantined() {
        var all = new ArrayList<>(quarantined.values());
        firstLeftOut
                .map(first -> new Quarantined(
                        "the first of " + leftOut + " more that came at once and were not kept: " + first.why(),
                        first.text(),
                        first.size(),
                        first.digest()))
                .ifPresent(all::add);
        return all;
    }

    public Witness witness() {
        return new Witness(List.copyOf(echoes), List.copyOf(tamperings));
    }

    /** An alias may have been moved since: better a rollback too many. */
    private void match(RecordReading.ByAlias byAlias, String text) {
        var ours = watched.values().stream()
                .filter(key -> key.isCalled(byAlias.place(), byAlias.alias()))
                .toList();
        ours.forEach(key -> match(byAlias.record().apply(key.keyArn())));
        if (ours.isEmpty()) {
            setAside(RecordReader.UNNAMED, text);
        }
    }

    private void match(WatchRecord record) {
        var key = watched.get(record.keyArn());
        if (key != null && !record.event().time().isBefore(key.span().since())) {
            found.add(new Match(key.retirementId(), judged(record, key)));
        }
    }

    /** A success while the disable settles is a use that was already on its way; after that it shows a need. */
    private static WatchRecord judged(WatchRecord record, WatchedKey key) {
        if (record.kind() != Kind.SUCCESS) {
            return record;
        }
        Instant time = record.event().time();
        var settled =
                key.span().settledSince().filter(since -> !time.isBefore(since)).isPresent();
        return record.as(settled ? Kind.SIGHTING : Kind.NOTE);
    }
}
