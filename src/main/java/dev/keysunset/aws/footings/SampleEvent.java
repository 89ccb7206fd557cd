package dev.keysunset.aws.footings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.core.Place;

/**
 * An event as EventBridge makes it of CloudTrail's record of a use that fails for the key's state, to try a rule's pattern on.
 *
 * @param errorCode both occur for keys pending deletion (KMS Developer Guide, "Key states of AWS KMS keys")
 * @param words how AWS goes on after the key's ARN
 */
record SampleEvent(String errorCode, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final SampleEvent[] ALL = {
        new SampleEvent("DisabledException", "is disabled."),
        new SampleEvent("DisabledException", "is pending deletion (or pending replica deletion)."),
        new SampleEvent("KMSInvalidStateException", "is pending deletion.")
    };

    String json(Place place, String partition) {
        var event = JSON.createObjectNode();
        event.put("version", "0")
                .put("id", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
                .put("detail-type", "AWS API Call via CloudTrail")
                .put("source", "aws.kms")
                .put("account", place.accountId())
                .put("time", "2026-01-01T00:00:00Z")
                .put("region", place.region());
        event.putArray("resources");
        event.set("detail", detail(place, partition));
        return event.toString();
    }

    private ObjectNode detail(Place place, String partition) {
        var keyArn = "arn:" + partition + ":kms:" + place.region() + ":" + place.accountId()
                + ":key/1234abcd-12ab-34cd-56ef-1234567890ab";
        var detail = JSON.createObjectNode();
        detail.put("eventVersion", "1.11")
                .put("eventTime", "2026-01-01T00:00:00Z")
                .put("eventSource", "kms.amazonaws.com")
                .put("eventName", "Decrypt")
                .put("awsRegion", place.region())
                .put("errorCode", errorCode)
                .put("errorMessage", keyArn + " " + words)
                .put("readOnly", true)
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("eventCategory", "Management")
                .put("recipientAccountId", place.accountId())
                .put("eventID", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f1");
        return detail;
    }
}
