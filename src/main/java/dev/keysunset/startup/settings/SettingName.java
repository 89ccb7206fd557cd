package dev.keysunset.startup.settings;

import io.smallrye.config.NameIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * A setting's name in segments; a star stands for a name of the user's choosing, such as an account id.
 *
 * @param segments without quotes and list indexes
 */
record SettingName(List<String> segments) {
    private static final String ANY = "*";

    static SettingName of(String name) {
        var segments = new ArrayList<String>();
        for (var rest = new NameIterator(name); rest.hasNext(); rest.next()) {
            segments.add(rest.getNextSegment().replaceFirst("\\[[^\\]]*]$", ""));
        }
        return new SettingName(List.copyOf(segments));
    }

    boolean covers(SettingName given) {
        if (segments.size() != given.segments.size()) {
            return false;
        }
        for (var i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals(ANY) && !segments.get(i).equals(given.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** This pattern with the chosen names of {@code given} in the places of its stars. */
    SettingName likeIn(SettingName given) {
        var filled = new ArrayList<String>();
        for (var i = 0; i < segments.size(); i++) {
            var chosen = segments.get(i).equals(ANY) && i < given.segments.size();
            filled.add(chosen ? given.segments.get(i) : segments.get(i));
        }
        return new SettingName(List.copyOf(filled));
    }

    /** How many letters must change (Levenshtein). */
    int distanceTo(SettingName other) {
        var from = toString();
        var to = other.toString();
        var previous = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var current = new int[to.length() + 1];
            current[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
