package dev.keysunset.standin.identity;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tags of a session.
 *
 * @param transitive the names of those that sessions begun from this one keep
 */
public record SessionTags(Map<String, String> values, Set<String> transitive) {
    public static final SessionTags NONE = new SessionTags(Map.of(), Set.of());

    public SessionTags {
        values = Map.copyOf(values);
        transitive = Set.copyOf(transitive);
    }

    /** The tags of a session that this one begins with tags of its own. */
    public SessionTags handedOn(SessionTags own) {
        var all = new LinkedHashMap<>(own.values());
        transitive.forEach(name -> all.put(name, values.getOrDefault(name, "")));
        var kept = new HashSet<>(own.transitive());
        kept.addAll(transitive);
        return new SessionTags(all, kept);
    }
}
