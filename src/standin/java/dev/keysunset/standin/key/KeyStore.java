package dev.keysunset.standin.key;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Every key and alias there is, and the keys that once were. */
public final class KeyStore {
    private final Map<KeyArn, Key> keys = new LinkedHashMap<>();
    private final Map<Place, NavigableMap<String, Key>> byPlace = new HashMap<>();
    private final Map<Place, NavigableMap<String, Alias>> aliases = new HashMap<>();
    private final Map<KeyArn, NavigableMap<String, Alias>> aliasesByKey = new HashMap<>();
    private final Map<KeyArn, Key> deleted = new LinkedHashMap<>();

    public void add(Key key) {
        keys.put(key.arn(), key);
        // A replica that was deleted can be made anew, under the same ARN.
        deleted.remove(key.arn());
        byPlace.computeIfAbsent(key.arn().place(), _ -> new TreeMap<>())
                .put(key.arn().id(), key);
    }

    public Optional<Key> find(KeyArn arn) {
        return Optional.ofNullable(keys.get(arn));
    }

    public Collection<Key> all() {
        return Collections.unmodifiableCollection(keys.values());
    }

    /** Keys that are gone; AWS no longer tells of them, the control API does. */
    public Collection<Key> deleted() {
        return Collections.unmodifiableCollection(deleted.values());
    }

    public Optional<Key> gone(KeyArn arn) {
        return Optional.ofNullable(deleted.get(arn));
    }

    /** The keys of a place by id, which is the order of ListKeys. */
    public NavigableMap<String, Key> in(Place place) {
        return Collections.unmodifiableNavigableMap(byPlace.getOrDefault(place, Collections.emptyNavigableMap()));
    }

    /** Takes the key and its aliases out of AWS's sight. */
    public void delete(Key key) {
        keys.remove(key.arn());
        byPlace.getOrDefault(key.arn().place(), Collections.emptyNavigableMap())
                .remove(key.arn().id());
        aliasesOf(key).forEach(alias -> removeAlias(alias.place(), alias.name()));
        deleted.put(key.arn(), key);
    }

    /** Adds an alias, or lets it lead to another key. */
    public void put(Alias alias) {
        removeAlias(alias.place(), alias.name());
        aliases.computeIfAbsent(alias.place(), _ -> new TreeMap<>()).put(alias.name(), alias);
        aliasesByKey.computeIfAbsent(alias.target(), _ -> new TreeMap<>()).put(alias.name(), alias);
    }

    public Optional<Alias> alias(Place place, String name) {
        return Optional.ofNullable(aliases(place).get(name));
    }

    public boolean removeAlias(Place place, String name) {
        var removed = alias(place, name);
        removed.ifPresent(alias -> {
            aliases.getOrDefault(place, Collections.emptyNavigableMap()).remove(name);
            var siblings = aliasesByKey.getOrDefault(alias.target(), Collections.emptyNavigableMap());
            siblings.remove(name);
            if (siblings.isEmpty()) {
                aliasesByKey.remove(alias.target());
            }
        });
        return removed.isPresent();
    }

    /** The aliases of a place by name, which is the order of ListAliases. */
    public NavigableMap<String, Alias> aliases(Place place) {
        return Collections.unmodifiableNavigableMap(aliases.getOrDefault(place, Collections.emptyNavigableMap()));
    }

    public List<Alias> aliasesOf(Key key) {
        return List.copyOf(aliasesByKey
                .getOrDefault(key.arn(), Collections.emptyNavigableMap())
                .values());
    }
}
