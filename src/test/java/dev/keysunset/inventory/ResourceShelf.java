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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;

/** Resources in memory, of three kinds; each kind can be made unreadable. */
@NullMarked
public final class ResourceShelf implements Finders {
    private final Map<Place, Map<Dependant.Type, Reading<List<Named>>>> shelves = new ConcurrentHashMap<>();
    private final List<Place> read = new ArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(ResourceShelf::nothing);

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
        meanwhile.set(ResourceShelf::nothing);
    }

    /** What happens while a place is read, the next time; the reading takes as long as it does. */
    public void whileReading(Runnable happening) {
        meanwhile.set(happening);
    }

    private static void nothing() {}

    public synchronized int readings() {
        return read.size();
    }

    @Override
    public Map<Dependant.Type, Reading<List<Named>>> read(Place place) {
        meanwhile.getAndSet(ResourceShelf::nothing).run();
        return held(place);
    }

    private synchronized Map<Dependant.Type, Reading<List<Named>>> held(Place place) {
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
