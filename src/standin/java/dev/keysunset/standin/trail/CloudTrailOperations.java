package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.KeyHealth;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.permission.TableService.Operation;
import java.util.List;
import java.util.stream.Stream;

/** CloudTrail: the event history, and the trails. */
public final class CloudTrailOperations {
    private final LookupEvents lookup;
    private final TrailReading reading;
    private final TrailChanges changes;

    public CloudTrailOperations(Ground ground, Trail trail, LogGroups logGroups, KeyHealth keys) {
        this.lookup = new LookupEvents(ground.clock(), trail, new LookupResources(ground.settings()));
        this.reading = new TrailReading(trail.trails());
        this.changes = new TrailChanges(ground.clock(), trail.trails(), new TrailSettings(logGroups, keys));
    }

    public List<Operation> all() {
        return Stream.of(List.of(Operation.reading("LookupEvents", lookup::answer)), reading.all(), changes.all())
                .flatMap(List::stream)
                .toList();
    }
}
