package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.trail.TrailRecord.Facts;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events that KMS itself causes, such as DeleteKey: nobody called, so they have no type of identity. Some tell more in
 * {@code serviceEventDetails}, the others name the key under {@code responseElements}. AWS KMS Developer Guide,
 * "DeleteKey", "DeleteExpiredKeyMaterial", "RotateKey", "SynchronizeMultiRegionKey" (CloudTrail log entries).
 */
record ServiceEvents(Ids ids) {
    private static final String INTERNAL = "AWS Internal";

    /** The one that AWS records as if it were a call. */
    private static final String SYNCHRONIZE = "SynchronizeMultiRegionKey";

    Draft of(String eventName, KeyArn key, Map<String, String> details, Instant now) {
        var asCall = eventName.equals(SYNCHRONIZE);
        var json = Json.object().put("eventVersion", RecordWriter.VERSION);
        json.putObject("userIdentity").put("accountId", key.account()).put("invokedBy", INTERNAL);
        json.put("eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", Service.KMS.eventSource())
                .put("eventName", eventName)
                .put("awsRegion", key.region())
                .put("sourceIPAddress", INTERNAL)
                .put("userAgent", INTERNAL)
                .putNull("requestParameters");
        if (details.isEmpty()) {
            json.putObject("responseElements").put("keyId", key.toString());
        } else {
            json.putNull("responseElements");
        }
        if (asCall) {
            json.put("requestID", ids.uuid());
        }
        json.put("eventID", ids.uuid()).put("readOnly", false);
        var resources = List.of(Resource.of(key));
        RecordWriter.resources(json, resources);
        json.put("eventType", asCall ? "AwsApiCall" : "AwsServiceEvent")
                .put("managementEvent", true)
                .put("recipientAccountId", key.account());
        details(json, key, details);
        json.put("eventCategory", "Management");
        var facts = new Facts(
                Service.KMS.eventSource(), eventName, false, false, Optional.empty(), Optional.empty(), resources);
        return new Draft(json, key.place(), facts);
    }

    private static void details(ObjectNode json, KeyArn key, Map<String, String> details) {
        if (!details.isEmpty()) {
            var written = json.putObject("serviceEventDetails");
            // Records shall look alike in every run.
            new TreeMap<>(details).forEach(written::put);
            written.put("keyId", key.id());
        }
    }
}
