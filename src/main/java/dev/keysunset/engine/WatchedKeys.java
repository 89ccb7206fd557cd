package dev.keysunset.engine;

import dev.keysunset.core.CallClass;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which keys the feeds have to look for. */
public interface WatchedKeys {
    /** Members of retirements that are watched, quarantine included. */
    List<WatchedKey> at(Collection<Place> places);

    /** The same summed up, for whoever need not know each of them. */
    default List<WatchedClass> classesAt(Collection<Place> places) {
        return at(places).stream()
                .map(key -> new WatchedClass(
                        new CallClass(key.keyArn().place(), key.keyUsage()),
                        key.span().since()))
                .collect(Collectors.groupingBy(WatchedClass::calls, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(ofOne -> Collections.min(ofOne, Comparator.comparing(WatchedClass::since)))
                .toList();
    }

    /** The classes of which a canary may be called on some member now: its key is unusable and its window has opened. */
    SortedSet<CallClass> callable();

    /** Makes the retirements due at once and ahead of all others, the newest alarm first; joins the caller's transaction. */
    void wake(Collection<Alarm> alarms);

    /** @param newest when the key was last seen needed; empty where something else is to be looked at */
    record Alarm(UUID retirementId, Optional<Instant> newest) {}

    /** @param aliases the names it had when it was submitted, such as {@code alias/orders} */
    record Known(KeyArn keyArn, String keyUsage, Set<String> aliases) {}

    /** @param since when the first of its keys began to be watched */
    record WatchedClass(CallClass calls, Instant since) {}

    record WatchedKey(UUID retirementId, Known key, Span span, Condition condition) {
        /** A key without aliases. */
        public WatchedKey(UUID retirementId, KeyArn keyArn, String keyUsage, Span span, Condition condition) {
            this(retirementId, new Known(keyArn, keyUsage, Set.of()), span, condition);
        }

        public KeyArn keyArn() {
            return key.keyArn();
        }

        public String keyUsage() {
            return key.keyUsage();
        }

        public boolean isCalled(Place place, String alias) {
            return keyArn().place().equals(place) && key.aliases().contains(alias);
        }

        /** Whether a canary may be called on it. */
        public boolean callable(Instant now) {
            return condition.unusable()
                    && span.settledSince().filter(since -> !since.isAfter(now)).isPresent();
        }
    }

    /**
     * @param since records of earlier events are not this retirement's business
     * @param settledSince from when on a cryptographic success is a sighting too: the window's opening; empty before the
     *     window, and again once a rollback has begun
     */
    record Span(Instant since, Optional<Instant> settledSince) {}

    /**
     * @param unusable the key was last seen disabled or pending deletion, by our doing and with a window: once that has opened,
     *     the change has settled, and a canary may be called
     * @param deletionDate when AWS deletes it, where it counts down
     * @param closeFrom from when on a blind watch cancels that deletion, so that feeds are read more densely
     */
    record Condition(boolean unusable, Optional<Instant> deletionDate, Optional<Instant> closeFrom) {
        public boolean close(Instant now) {
            return closeFrom.filter(from -> !from.isAfter(now)).isPresent();
        }
    }
}
