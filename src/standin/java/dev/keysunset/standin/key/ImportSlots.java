package dev.keysunset.standin.key;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which imported materials a key holds, and until when. The materials themselves belong to the whole family, but each
 * member imports them, and loses them, for itself. AWS KMS Developer Guide, "Importing key material".
 */
public final class ImportSlots {
    private final Map<String, Optional<Instant>> held = new LinkedHashMap<>();

    /** Fills a slot, or changes when it empties. */
    public void fill(String materialId, Optional<Instant> validTo) {
        held.put(materialId, validTo);
    }

    /** Empties a slot; false if it was empty. */
    public boolean empty(String materialId) {
        return held.remove(materialId) != null;
    }

    public void emptyAll() {
        held.clear();
    }

    public boolean holds(String materialId) {
        return held.containsKey(materialId);
    }

    /** When the first slot empties by itself. */
    public Optional<Instant> firstValidTo() {
        return held.values().stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** When the slot empties by itself. */
    public Optional<Instant> validTo(String materialId) {
        return held.getOrDefault(materialId, Optional.empty());
    }
}
