package dev.keysunset.standin.key;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every key and alias there is, and the keys that once were. */
public final class KeyStore {
    private final Map<KeyArn, Key> keys = new LinkedHashMap<>();
    private final Map<Place, Map<String, Key>> byPlace = new LinkedHashMap<>();
    private final Map<Place, Map<String, Alias>> aliases = new LinkedHashMap<>();
    private final Map<KeyArn, Key> deleted = new LinkedHashMap<>();

    public void add(Key key) {
        keys.put(key.arn(), key);
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

    /** The keys of a place in the order of ListKeys. */
    public List<Key> in(Place place) {
        return List.copyOf(byPlace.getOrDefault(place, Map.of()).values());
    }

    /** Takes the key and its aliases out of AWS's sight. */
    public void delete(Key key) {
        keys.remove(key.arn());
        byPlace.getOrDefault(key.arn().place(), Map.of()).remove(key.arn().id());
        aliasesIn(key.arn().place())
                .values()
                .removeIf(alias -> alias.targetKeyId().equals(key.arn().id()));
        deleted.put(key.arn(), key);
    }

    public void put(Alias alias) {
        aliasesIn(alias.place()).put(alias.name(), alias);
    }

    public Optional<Alias> alias(Place place, String name) {
        return Optional.ofNullable(aliasesIn(place).get(name));
    }

    public boolean removeAlias(Place place, String name) {
        return aliasesIn(place).remove(name) != null;
    }

    public List<Alias> aliases(Place place) {
        return List.copyOf(aliasesIn(place).values());
    }

    public List<Alias> aliasesOf(Key key) {
        return aliases(key.arn().place()).stream()
                .filter(alias -> alias.targetKeyId().equals(key.arn().id()))
                .toList();
    }

    private Map<String, Alias> aliasesIn(Place place) {
        return aliases.computeIfAbsent(place, _ -> new TreeMap<>());
    }
}
