package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Describes trails, also the shadows of those that have their home elsewhere. */
final class TrailReading {
    private final Trails trails;
    private final TrailNames names;

    TrailReading(Trails trails) {
        this.trails = trails;
        this.names = new TrailNames(trails);
    }

    List<Operation> all() {
        return List.of(
                Operation.reading("DescribeTrails", this::describe),
                Operation.reading("ListTrails", this::list),
                Operation.reading("GetTrail", this::get),
                Operation.reading("GetTrailStatus", this::status),
                Operation.reading("GetEventSelectors", this::selectors));
    }

    private JsonNode describe(Call call) {
        var shadows = call.parameters().path("includeShadowTrails").asBoolean(true);
        Set<String> wanted = StreamSupport.stream(
                        call.parameters().path("trailNameList").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
        var answer = Json.object();
        var list = answer.putArray("trailList");
        trails.covering(call.requiredPlace())
                .filter(trail -> shadows || trail.home().equals(call.requiredPlace()))
                .filter(trail -> wanted.isEmpty() || wanted.contains(trail.name()) || wanted.contains(trail.arn()))
                .forEach(trail -> list.add(trail.described()));
        return answer;
    }

    private JsonNode list(Call call) {
        var answer = Json.object();
        var list = answer.putArray("Trails");
        trails.covering(call.requiredPlace())
                .forEach(trail -> list.addObject()
                        .put("TrailARN", trail.arn())
                        .put("Name", trail.name())
                        .put("HomeRegion", trail.home().region()));
        return answer;
    }

    private JsonNode get(Call call) {
        var answer = Json.object();
        answer.set("Trail", names.find(call, "Name").described());
        return answer;
    }

    private JsonNode status(Call call) {
        return names.find(call, "Name").status().described();
    }

    private JsonNode selectors(Call call) {
        var trail = names.find(call, "TrailName");
        return trail.selectors().described(trail.arn());
    }
}
