package dev.keysunset.standin.trail;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that the organisation's trail has delivered to its bucket: for ever, and each under the day of its delivery. AWS
 * CloudTrail User Guide, "Finding your CloudTrail log files".
 */
public final class DeliveredFiles {
    private final Settings settings;
    private final SortedMap<Place, Deque<Delivered>> files =
            new TreeMap<>((one, other) -> (one.account() + one.region()).compareTo(other.account() + other.region()));

    /** @param day in UTC, as it stands in the file's name */
    public record Delivered(LocalDate day, TrailRecord record) {}

    DeliveredFiles(Settings settings) {
        this.settings = settings;
    }

    void add(TrailRecord record, Instant now) {
        var here = files.computeIfAbsent(record.place(), _ -> new ArrayDeque<>());
        here.addLast(new Delivered(LocalDate.ofInstant(now, ZoneOffset.UTC), record));
        while (here.size() > settings.get(TrailBehaviour.KEPT_FILES)) {
            here.removeFirst();
        }
    }

    /** Of all accounts and Regions, in each as it came. */
    public List<Delivered> all() {
        var all = new ArrayList<Delivered>();
        files.values().forEach(all::addAll);
        return all;
    }
}
