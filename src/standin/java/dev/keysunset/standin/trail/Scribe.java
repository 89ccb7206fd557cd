package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes records in the shapes of AWS CloudTrail User Guide, "CloudTrail record contents" (version 1.11). */
final class Scribe {
    private static final String INTERNAL = "AWS Internal";

    private Scribe() {}

    /**
     * The records of a call: one in the caller's account, one in the owner's if the key is another's. A denied call
     * from outside is told only to the caller's account. A service that calls for itself is told to the owner.
     */
    static List<TrailRecord> of(ApiEvent event, Instant now) {
        var caller = event.call().caller();
        var callerAccount = caller.account();
        var owner = event.key().map(KeyArn::account).or(() -> callerAccount);
        var shared = !owner.equals(callerAccount);
        var records = new ArrayList<TrailRecord>();
        callerAccount.ifPresent(account -> {
            var ids = shared && !isDenied(event) ? Optional.of(event.ids().shared()) : Optional.<String>empty();
            var id = shared ? event.ids().caller() : event.ids().owner();
            records.add(record(event, new Copy(id, account, ids, own(event)), now));
        });
        if (shared && !isDenied(event)) {
            owner.ifPresent(account -> {
                var identity = callerAccount
                        .map(foreign -> Identities.foreign(caller, foreign))
                        .orElseGet(() -> own(event));
                var copy = new Copy(
                        event.ids().owner(), account, Optional.of(event.ids().shared()), identity);
                records.add(record(event, copy, now));
            });
        }
        return List.copyOf(records);
    }

    /** An event that KMS itself causes, such as DeleteKey. */
    static TrailRecord serviceEvent(String eventName, KeyArn key, String eventId, Instant now) {
        var json = Json.object().put("eventVersion", "1.11");
        json.putObject("userIdentity").put("accountId", key.account()).put("invokedBy", INTERNAL);
        json.put("eventTime", seconds(now).toString())
                .put("eventSource", Service.KMS.eventSource())
                .put("eventName", eventName)
                .put("awsRegion", key.region())
                .put("sourceIPAddress", INTERNAL)
                .put("userAgent", INTERNAL)
                .putNull("requestParameters");
        json.putObject("responseElements").put("keyId", key.toString());
        json.put("eventID", eventId).put("readOnly", false);
        resources(json, key);
        json.put("eventType", "AwsServiceEvent")
                .put("managementEvent", true)
                .put("recipientAccountId", key.account())
                .put("eventCategory", "Management");
        return new TrailRecord(eventId, key.place(), seconds(now), json, Optional.empty(), names(Optional.of(key)));
    }

    /** What differs between the copies of one record. */
    private record Copy(String eventId, String account, Optional<String> sharedId, ObjectNode identity) {}

    private static TrailRecord record(ApiEvent event, Copy copy, Instant now) {
        var call = event.call();
        var json = Json.object().put("eventVersion", "1.11");
        json.set("userIdentity", copy.identity());
        json.put("eventTime", seconds(now).toString())
                .put("eventSource", call.service().eventSource())
                .put("eventName", call.action())
                .put("awsRegion", call.region())
                .put("sourceIPAddress", source(call).orElse(call.provenance().sourceAddress()))
                .put("userAgent", source(call).orElse(call.provenance().userAgent()));
        ending(json, event);
        json.put("requestID", call.provenance().requestId())
                .put("eventID", copy.eventId())
                .put("readOnly", event.readOnly());
        var named = isDenied(event) || isNotFound(event) ? Optional.<KeyArn>empty() : event.key();
        named.ifPresent(key -> resources(json, key));
        json.put("eventType", "AwsApiCall").put("managementEvent", true).put("recipientAccountId", copy.account());
        copy.sharedId().ifPresent(id -> json.put("sharedEventID", id));
        json.put("eventCategory", "Management");
        if (source(call).isEmpty()) {
            tls(json, call);
        }
        return new TrailRecord(
                copy.eventId(),
                new Place(copy.account(), call.region()),
                seconds(now),
                json,
                Identities.username(call.caller()),
                names(named));
    }

    private static void ending(ObjectNode json, ApiEvent event) {
        switch (event.ending()) {
            case Ending.Failed(var error) -> {
                // CloudTrail spells this one code differently from the API.
                json.put("errorCode", error.isDenial() ? "AccessDenied" : error.code());
                json.put("errorMessage", error.text());
                json.set("requestParameters", RequestParameters.of(event.call().parameters()));
                json.putNull("responseElements");
            }
            case Ending.Done(var response) -> {
                json.set("requestParameters", RequestParameters.of(event.call().parameters()));
                response.ifPresentOrElse(
                        elements -> json.set("responseElements", RequestParameters.lowered(elements)),
                        () -> json.putNull("responseElements"));
            }
        }
    }

    private static void resources(ObjectNode json, KeyArn key) {
        json.putArray("resources")
                .addObject()
                .put("accountId", key.account())
                .put("type", "AWS::KMS::Key")
                .put("ARN", key.toString());
    }

    private static void tls(ObjectNode json, Call call) {
        json.putObject("tlsDetails")
                .put("tlsVersion", "TLSv1.3")
                .put("cipherSuite", "TLS_AES_256_GCM_SHA384")
                .put("clientProvidedHostHeader", call.service().prefix() + "." + call.region() + ".amazonaws.com");
    }

    private static ObjectNode own(ApiEvent event) {
        return Identities.own(event.call().caller(), event.call().provenance().onBehalfOf());
    }

    /** For calls through a service, the service stands where address and agent would be. */
    private static Optional<String> source(Call call) {
        return call.caller() instanceof Principal.Service service
                ? Optional.of(service.name())
                : call.provenance().onBehalfOf();
    }

    private static boolean isDenied(ApiEvent event) {
        return event.ending() instanceof Ending.Failed(var error) && error.isDenial();
    }

    private static boolean isNotFound(ApiEvent event) {
        return event.ending() instanceof Ending.Failed(var error)
                && error.code().equals("NotFoundException");
    }

    private static List<String> names(Optional<KeyArn> key) {
        return key.map(arn -> List.of(arn.toString(), arn.id())).orElse(List.of());
    }

    private static Instant seconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}
