package dev.keysunset.simulation;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the watch could see: the canaries that truly were refused, which feed truly showed them, and when the trail truly was
 * stopped.
 */
final class ProofLaws {
    private final World world;
    private final Map<Place, List<Canary>> canaries = new HashMap<>();

    private record Canary(Instant at, SimTrail.Visible visible) {}

    ProofLaws(World world) {
        this.world = world;
    }

    void onCanary(Place place, Instant at, SimTrail.Visible visible) {
        canaries.computeIfAbsent(place, _ -> new ArrayList<>()).add(new Canary(at, visible));
    }

    /** Through one feed of the place at least, there was always one before and one after, close enough. */
    boolean bracketed(Place place, Interval interval) {
        return world.scene.feeds().stream().anyMatch(kind -> bracketed(place, kind, interval));
    }

    private boolean bracketed(Place place, Feed.Kind kind, Interval interval) {
        var longest = world.tempo.listening().canaries().interval();
        var reached = Instant.MIN;
        for (var canary : canaries.getOrDefault(place, List.of())) {
            if (canary.visible().in(kind).isAfter(world.now)) {
                continue;
            }
            if (!reached.plus(longest).isBefore(canary.at()) || !canary.at().isAfter(interval.from())) {
                reached = canary.at();
            } else {
                return !reached.isBefore(interval.to());
            }
        }
        return !reached.isBefore(interval.to());
    }

    /** On a feed that nobody can stop, or on a trail that nobody had stopped, as far as a record could tell. */
    boolean untouched(Place place, Interval interval, Instant known) {
        return world.scene.feeds().contains(Feed.Kind.LOOKUP)
                || world.trail.stops.stream()
                        .noneMatch(stop -> stop.place().equals(place)
                                && stop.from().isBefore(interval.to())
                                && stop.to().isAfter(interval.from())
                                && !stop.told().isAfter(known));
    }

    /** Every feed has shown nothing for so long, because the trail is stopped. */
    boolean blindFor(Place place, Duration length) {
        return !world.scene.feeds().contains(Feed.Kind.LOOKUP)
                && world.trail.stops.stream()
                        .anyMatch(stop -> stop.at(place, world.now)
                                && stop.from().plus(length).isBefore(world.now));
    }
}
