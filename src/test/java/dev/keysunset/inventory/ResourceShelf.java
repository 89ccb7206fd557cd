package dev.keysunset.inventory;

import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Finders;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/** Resources in memory, of three kinds; each kind can be made unreadable. */
@NullMarked
public final class ResourceShelf implements Finders {
    private final Map<Place, Map<Dependant.Type, Reading<List<Named>>>> shelves = new ConcurrentHashMap<>();
    private final List<Place> read = new ArrayList<>();

    public synchronized void put(Place place, String key, Dependant dependant) {
        var shelf = shelf(place);
        var held = new ArrayList<>(shelf.getOrDefault(dependant.type(), new Reading.Absent<>())
                .found()
                .orElse(List.of()));
        held.add(new Named(key, dependant));
        shelf.put(dependant.type(), Reading.read(held));
    }

    public synchronized void fail(Place place, Dependant.Type type, String code) {
        shelf(place).put(type, new Reading.Unreadable<>("describing " + type, code, "no"));
    }

    public synchronized void clear() {
        shelves.clear();
        read.clear();
    }

    public synchronized int readings() {
        return read.size();
    }

    @Override
    public synchronized Map<Dependant.Type, Reading<List<Named>>> read(Place place) {
        read.add(place);
        return Map.copyOf(shelf(place));
    }

    private Map<Dependant.Type, Reading<List<Named>>> shelf(Place place) {
        return shelves.computeIfAbsent(place, _ -> {
            var empty = new EnumMap<Dependant.Type, Reading<List<Named>>>(Dependant.Type.class);
            for (var type :
                    List.of(Dependant.Type.EBS_VOLUME, Dependant.Type.EBS_SNAPSHOT, Dependant.Type.DYNAMODB_TABLE)) {
                empty.put(type, Reading.read(List.of()));
            }
            return empty;
        });
    }
}
