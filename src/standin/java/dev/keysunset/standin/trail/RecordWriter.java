package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.TrailRecord.Facts;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Trace.Recording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Writes one copy of a record, in the order of AWS CloudTrail User Guide, "CloudTrail record contents" (version 1.11). */
final class RecordWriter {
    static final String VERSION = "1.11";

    private final Settings settings;

    RecordWriter(Settings settings) {
        this.settings = settings;
    }

    /**
     * What differs between the copies of one record.
     *
     * @param account who receives it
     * @param vpcEndpoint which endpoint the call came through; the same in all copies
     */
    record Copy(String eventId, String account, Optional<String> sharedId, Optional<String> vpcEndpoint) {}

    Draft write(ApiEvent event, Copy copy, Instant now) {
        var call = event.call();
        var provenance = call.provenance();
        var service = Identities.servingService(call);
        var json = Json.object().put("eventVersion", VERSION);
        json.set("userIdentity", Identities.of(call, copy.account()));
        json.put("eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", call.service().eventSource())
                .put("eventName", call.action())
                .put("awsRegion", call.region())
                .put("sourceIPAddress", service.orElse(provenance.sourceAddress()))
                .put("userAgent", service.orElse(provenance.userAgent()));
        new Elements(settings).write(json, event);
        json.put("requestID", provenance.requestId())
                .put("eventID", copy.eventId())
                .put("readOnly", event.outcome().trace().recording() == Recording.READ);
        resources(json, listed(event));
        json.put("eventType", "AwsApiCall").put("managementEvent", true).put("recipientAccountId", copy.account());
        copy.sharedId().ifPresent(id -> json.put("sharedEventID", id));
        copy.vpcEndpoint()
                .ifPresent(id -> json.put("vpcEndpointId", id)
                        .put("vpcEndpointAccountId", call.caller().account().orElse(copy.account())));
        json.put("eventCategory", "Management");
        if (service.isEmpty()) {
            tls(json, call);
        }
        return new Draft(json, new Place(copy.account(), call.region()), facts(event, json));
    }

    /** What {@code resources} lists: keys and aliases, if the caller was told of them; of some failures it is not known. */
    private List<Resource> listed(ApiEvent event) {
        var kept = !event.isStateFailure() || settings.get(TrailBehaviour.RESOURCES_ON_STATE_FAILURES);
        return kept ? known(event).stream().filter(Resource::isListed).toList() : List.of();
    }

    private static List<Resource> known(ApiEvent event) {
        return event.isDenied() || event.isNotFound()
                ? List.of()
                : event.outcome().trace().resources();
    }

    private static Facts facts(ApiEvent event, ObjectNode json) {
        var call = event.call();
        return new Facts(
                call.service().eventSource(),
                call.action().intern(),
                event.outcome().trace().recording() == Recording.READ,
                event.error().isPresent(),
                Identities.username(json.path("userIdentity")),
                Optional.of(json.path("userIdentity").path("accessKeyId").asText())
                        .filter(id -> !id.isEmpty()),
                known(event));
    }

    static void resources(ObjectNode json, List<Resource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        var list = json.putArray("resources");
        resources.forEach(resource -> list.addObject()
                .put("accountId", resource.account())
                .put("type", resource.type())
                .put("ARN", resource.arn()));
    }

    private static void tls(ObjectNode json, Call call) {
        json.putObject("tlsDetails")
                .put("tlsVersion", "TLSv1.3")
                .put("cipherSuite", "TLS_AES_256_GCM_SHA384")
                .put("clientProvidedHostHeader", call.service().prefix() + "." + call.region() + ".amazonaws.com");
    }
}
