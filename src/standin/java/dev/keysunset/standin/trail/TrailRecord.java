package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One CloudTrail record as one account receives it.
 *
 * @param time whole seconds, domain time
 * @param resourceNames what LookupEvents finds by ResourceName: key ARN and key id
 */
public record TrailRecord(
        String eventId,
        Place place,
        Instant time,
        JsonNode json,
        Optional<String> username,
        List<String> resourceNames) {

    public String member(String name) {
        return json.path(name).asText();
    }
}
