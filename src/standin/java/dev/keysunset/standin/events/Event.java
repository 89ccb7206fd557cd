package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.TrailRecord;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An event on a bus.
 *
 * @param json with its envelope. Amazon EventBridge User Guide, "AWS service event metadata"
 * @param isReadOnlyManagement a record of a call that changes nothing, which plain rules do not get
 */
record Event(Place place, ObjectNode json, boolean isReadOnlyManagement) {

    /** What stands in an envelope besides place and id. */
    record Subject(String source, String detailType, Instant time, List<String> resources) {}

    /** A record of AWS CloudTrail. Amazon EventBridge User Guide, "AWS service events delivered via AWS CloudTrail". */
    static Event of(TrailRecord record, String id) {
        var source = "aws." + record.json().path("eventSource").asText().replaceFirst("\\.amazonaws\\.com$", "");
        var detailType = record.json().path("eventType").asText().equals("AwsServiceEvent")
                ? "AWS Service Event via CloudTrail"
                : "AWS API Call via CloudTrail";
        var json =
                envelope(id, record.place(), new Subject(source, detailType, record.time(), List.of()), record.json());
        var readOnly = record.json().path("readOnly").asBoolean()
                && record.json().path("managementEvent").asBoolean();
        return new Event(record.place(), json, readOnly);
    }

    static Event of(Place place, String id, Subject subject, JsonNode detail) {
        return new Event(place, envelope(id, place, subject, detail), false);
    }

    private static ObjectNode envelope(String id, Place place, Subject subject, JsonNode detail) {
        var json = Json.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", subject.detailType())
                .put("source", subject.source())
                .put("account", place.account())
                .put("time", subject.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", place.region());
        subject.resources().forEach(json.putArray("resources")::add);
        json.set("detail", detail);
        return json;
    }
}
