package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.TrailRecord.Facts;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.PackedText;
import java.time.Instant;

/** A record that is written but not yet sent: its text may still be changed. */
record Draft(ObjectNode json, Place place, Facts facts) {

    String eventId() {
        return json.path("eventID").asText();
    }

    TrailRecord seal() {
        return new TrailRecord(
                eventId(),
                place,
                Instant.parse(json.path("eventTime").asText()),
                facts,
                PackedText.of(Json.write(json)));
    }

    /** A draft of its own with the same text. */
    Draft copy() {
        return new Draft(json.deepCopy(), place, facts);
    }
}
