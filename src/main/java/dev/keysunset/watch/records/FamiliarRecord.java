package dev.keysunset.watch.records;

import dev.keysunset.watch.records.PlainJson.Slice;
import dev.keysunset.watch.records.RecordStrings.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record that was dismissed. Another one that differs from it in nothing but strings, each of which might stand there as well,
 * can be dismissed like it; most of it is compared without a look at what it says.
 */
final class FamiliarRecord {
    private final byte[] text;
    private final List<Place> places;

    /** Where a string stands, quotes excluded. */
    private record Place(Role role, int from, int to) {}

    /** Collects where the strings stand. */
    static final class Places {
        private final List<Place> places = new ArrayList<>();

        void add(Role role, Slice value) {
            places.add(new Place(role, value.from, value.to));
        }
    }

    FamiliarRecord(byte[] text, Places places) {
        this.text = text;
        this.places = places.places;
    }

    boolean isLike(byte[] other, RecordStrings strings) {
        int here = 0;
        int there = 0;
        int next = 0;
        while (true) {
            int same = Arrays.mismatch(text, here, text.length, other, there, other.length);
            if (same < 0) {
                return true;
            }
            here += same;
            there += same;
            while (next < places.size() && places.get(next).to() < here) {
                next++;
            }
            if (next == places.size() || places.get(next).from() > here) {
                return false;
            }
            var place = places.get(next);
            int from = there - (here - place.from());
            int to = PlainJson.endOfString(other, there);
            if (to < 0 || place.role().decides() || !strings.allows(place.role(), other, from, to)) {
                return false;
            }
            here = place.to();
            there = to;
        }
    }
}
