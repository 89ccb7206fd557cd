package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The default bus as calls: what it is like, and events of one's own. */
final class BusOperations {
    private static final int MOST_ENTRIES = 10;
    private static final List<String> ENVELOPE = List.of("id", "account", "source", "time", "region", "detail-type");

    private final Ground ground;
    private final Buses buses;
    private final Router router;

    BusOperations(Ground ground, Buses buses, Router router) {
        this.ground = ground;
        this.buses = buses;
        this.router = router;
    }

    List<Operation> all() {
        return List.of(
                Operation.onData("PutEvents", this::putEvents),
                Operation.reading("TestEventPattern", BusOperations::testEventPattern),
                Operation.reading("DescribeEventBus", call -> view(buses.of(call, "Name"), true)),
                Operation.reading("ListEventBuses", this::listEventBuses),
                Operation.writing("UpdateEventBus", this::updateEventBus));
    }

    private Answer putEvents(Call call) {
        var entries = call.parameters().path("Entries");
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw AwsError.validation("1 validation error detected: Value '" + entries.size()
                    + " entries' at 'entries' failed to satisfy constraint: Member must have length between 1 and 10");
        }
        var answer = Json.object().put("FailedEntryCount", 0);
        var results = answer.putArray("Entries");
        for (var entry : entries) {
            try {
                results.addObject().put("EventId", put(call.requiredPlace(), entry));
            } catch (AwsError error) {
                answer.put("FailedEntryCount", answer.path("FailedEntryCount").asInt() + 1);
                results.set(
                        results.size() - 1,
                        Json.object().put("ErrorCode", error.code()).put("ErrorMessage", error.text()));
            }
        }
        return Answer.read(answer);
    }

    private String put(Place place, JsonNode entry) {
        var source = required(entry, "Source");
        var detailType = required(entry, "DetailType");
        if (source.startsWith("aws.")) {
            throw new AwsError("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        var resources = new ArrayList<String>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
        var id = ground.ids().uuid();
        var subject = new Event.Subject(source, detailType, ground.clock().now(), resources);
        router.route(Event.of(place, id, subject, detail(required(entry, "Detail"))));
        return id;
    }

    private static String required(JsonNode entry, String member) {
        var text = entry.path(member).asText();
        if (text.isEmpty()) {
            throw new AwsError(
                    "InvalidArgument",
                    "Parameter " + member + " is not valid. Reason: " + member + " is a required argument.");
        }
        return text;
    }

    private static ObjectNode detail(String text) {
        try {
            return Json.readObject(text);
        } catch (AwsError notJson) {
            throw new AwsError("MalformedDetail", "Detail is malformed.");
        }
    }

    private static JsonNode testEventPattern(Call call) {
        var pattern = PatternParser.parse(call.requiredText("EventPattern"));
        var event = event(call.requiredText("Event"));
        ENVELOPE.stream().filter(member -> !event.has(member)).findFirst().ifPresent(member -> {
            throw AwsError.validation("Parameter Event is not valid. Reason: Missing required field '" + member + "'.");
        });
        return Json.object().put("Result", pattern.matches(event));
    }

    private static ObjectNode event(String text) {
        try {
            return Json.readObject(text);
        } catch (AwsError notJson) {
            throw AwsError.validation("Parameter Event is not valid.");
        }
    }

    private JsonNode listEventBuses(Call call) {
        var prefix = call.text("NamePrefix").orElse("");
        var answer = Json.object();
        var list = answer.putArray("EventBuses");
        if (Bus.NAME.startsWith(prefix)) {
            list.add(view(buses.of(call.requiredPlace()), false));
        }
        return answer;
    }

    private Answer updateEventBus(Call call) {
        var bus = buses.of(call, "Name");
        bus.encryptWith(call.text("KmsKeyIdentifier").filter(key -> !key.isEmpty()));
        return Answer.told(view(bus, true));
    }

    private static ObjectNode view(Bus bus, boolean withKey) {
        var view = Json.object().put("Name", Bus.NAME).put("Arn", bus.arn());
        Optional<String> key = bus.kmsKey().filter(_ -> withKey);
        key.ifPresent(identifier -> view.put("KmsKeyIdentifier", identifier));
        return view;
    }
}
