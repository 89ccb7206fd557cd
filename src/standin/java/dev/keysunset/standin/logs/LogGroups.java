package dev.keysunset.standin.logs;

import dev.keysunset.standin.key.Place;
import java.util.HashMap;
import java.util.Map;

/** One log group a place, under one name. */
public final class LogGroups {
    private final String name;
    private final Map<Place, LogGroup> groups = new HashMap<>();

    public LogGroups(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public String arn(Place place) {
        return "arn:aws:logs:" + place.region() + ":" + place.account() + ":log-group:" + name;
    }

    public LogGroup of(Place place) {
        return groups.computeIfAbsent(place, _ -> new LogGroup());
    }
}
