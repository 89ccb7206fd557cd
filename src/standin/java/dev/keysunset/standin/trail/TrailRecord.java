package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.PackedText;
import dev.keysunset.standin.wire.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One CloudTrail record as one account receives it. Event history and log groups share it, so it is kept packed; what
 * trails and look-ups select by stands beside it.
 *
 * @param time whole seconds, domain time
 */
public record TrailRecord(String eventId, Place place, Instant time, Facts facts, PackedText packed) {

    /**
     * What trails and look-ups select by.
     *
     * @param username empty in the copies of accounts that do not learn the caller's name
     * @param resources what the call was about, whether the record itself lists it or not
     */
    public record Facts(
            String eventSource,
            String eventName,
            boolean readOnly,
            boolean failed,
            Optional<String> username,
            Optional<String> accessKeyId,
            List<Resource> resources) {}

    /** The record as it is written in log files. */
    public String text() {
        return packed.toString();
    }

    public JsonNode json() {
        return Json.readObject(text());
    }
}
