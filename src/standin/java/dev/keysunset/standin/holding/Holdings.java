package dev.keysunset.standin.holding;

import dev.keysunset.standin.key.Place;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All there are, in the order of their names. */
public final class Holdings {
    private final Map<Shelf, NavigableMap<String, Holding>> shelves = new HashMap<>();

    private record Shelf(Place place, HoldingType type) {}

    /** One of the same name is replaced. */
    public void put(Holding holding) {
        shelves.computeIfAbsent(new Shelf(holding.place(), holding.type()), _ -> new TreeMap<>())
                .put(holding.name(), holding);
    }

    public void remove(Place place, HoldingType type, String name) {
        Optional.ofNullable(shelves.get(new Shelf(place, type))).ifPresent(shelf -> shelf.remove(name));
    }

    public List<Holding> all(Place place, HoldingType type) {
        return List.copyOf(shelf(place, type).values());
    }

    /** Those that come after a name. */
    Collection<Holding> after(Place place, HoldingType type, String name) {
        return shelf(place, type).tailMap(name, false).values();
    }

    Optional<Holding> find(Place place, HoldingType type, String name) {
        return Optional.ofNullable(shelf(place, type).get(name));
    }

    private NavigableMap<String, Holding> shelf(Place place, HoldingType type) {
        return shelves.getOrDefault(new Shelf(place, type), Collections.emptyNavigableMap());
    }
}
