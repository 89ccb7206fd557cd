package dev.keysunset.inventory.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.inventory.Unreadable;

/** Why a list could not be read, as it is stored. */
final class ScanJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ScanJson() {}

    static String write(Unreadable why) {
        try {
            return MAPPER.writeValueAsString(why);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be stored as JSON: " + why, e);
        }
    }

    static Unreadable read(String stored) {
        try {
            return MAPPER.readValue(stored, Unreadable.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read as the reason of a failure", e);
        }
    }
}
