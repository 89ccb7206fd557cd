package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.trail.EventHistory.Position;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.time.Instant;

/** LookupEvents: the event history of a place, newest first, in pages. */
final class LookupEvents {
    private static final Position NEWEST = new Position(Instant.MAX, 0);

    private final DomainClock clock;
    private final Trail trail;
    private final LookupResources resources;

    LookupEvents(DomainClock clock, Trail trail, LookupResources resources) {
        this.clock = clock;
        this.trail = trail;
        this.resources = resources;
    }

    JsonNode answer(Call call) {
        var place = call.requiredPlace();
        var query = LookupQuery.of(call);
        var invalid = new AwsError("InvalidNextTokenException", "Invalid token or expired token");
        var from = Page.position(call, "NextToken", invalid)
                .map(parts -> new Position(Instant.ofEpochSecond(parts.get(0)), parts.get(1)))
                .orElse(NEWEST);
        var found = trail.history(place)
                .before(from, clock.now())
                .filter(event -> query.fits(event.record(), resources))
                .limit(query.pageSize() + 1L)
                .toList();
        var answer = Json.object();
        var events = answer.putArray("Events");
        var shown = found.subList(0, Math.min(found.size(), query.pageSize()));
        shown.forEach(event -> events.add(event(event.record())));
        if (found.size() > shown.size()) {
            var last = shown.getLast().position();
            answer.put("NextToken", Page.token(call, "NextToken", last.time().getEpochSecond(), last.order()));
        }
        return answer;
    }

    private ObjectNode event(TrailRecord record) {
        var facts = record.facts();
        var event = Json.object()
                .put("EventId", record.eventId())
                .put("EventName", facts.eventName())
                .put("ReadOnly", Boolean.toString(facts.readOnly()))
                .put("EventTime", Json.timestamp(record.time()))
                .put("EventSource", facts.eventSource());
        facts.username().ifPresent(name -> event.put("Username", name));
        facts.accessKeyId().ifPresent(id -> event.put("AccessKeyId", id));
        var list = event.putArray("Resources");
        resources
                .of(record)
                .forEach(named ->
                        list.addObject().put("ResourceType", named.type()).put("ResourceName", named.name()));
        return event.put("CloudTrailEvent", record.text());
    }
}
