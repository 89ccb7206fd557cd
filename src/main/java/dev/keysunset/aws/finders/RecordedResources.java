package dev.keysunset.aws.finders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AWS Config, SelectResourceConfig: one query for all kinds that no other finder looks for, as far as they are recorded. */
@ApplicationScoped
class RecordedResources implements Finder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final Reads reads;
    private final SignedCalls calls;
    private final Recorder recorder;

    RecordedResources(Reads reads, SignedCalls calls, Recorder recorder) {
        this.reads = reads;
        this.calls = calls;
        this.recorder = recorder;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.RECORDED_RESOURCE;
    }

    @Override
    public List<Named> find(Place place) {
        var kinds = recorder.recorded(place);
        if (kinds.isEmpty()) {
            throw CallFailed.malformed(
                    Api.SELECT_RESOURCE_CONFIG.action() + " in " + place,
                    DependantAnswer.NOT_RECORDED,
                    "no recorder of AWS Config records any of them");
        }
        var expression = expression(kinds);
        return reads.all(place, Api.SELECT_RESOURCE_CONFIG, token -> {
            var question = JsonNodeFactory.instance
                    .objectNode()
                    .put("Expression", expression)
                    .put("Limit", PAGE);
            token.ifPresent(from -> question.put("NextToken", from));
            var answer = Members.of(
                    Api.SELECT_RESOURCE_CONFIG,
                    place,
                    calls.post(place, SignedCalls.Service.CONFIG, target(Api.SELECT_RESOURCE_CONFIG), question));
            var named = answer.list("Results")
                    .flatMap(result -> named(place, result.asText()))
                    .toList();
            return new Batch<>(named, answer.text("NextToken"));
        });
    }

    /** All kinds and properties at once: a property that a kind does not have is left out of its items. */
    private static String expression(Collection<RecordedKind> kinds) {
        var properties = kinds.stream().map(RecordedKind::property).distinct().collect(Collectors.joining(", "));
        var types = kinds.stream().map(kind -> "'" + kind.resourceType() + "'").collect(Collectors.joining(", "));
        return "SELECT resourceType, resourceId, arn, " + properties + " WHERE resourceType IN (" + types + ")";
    }

    private Stream<Named> named(Place place, String result) {
        var item = item(place, result);
        var resourceType = item.path("resourceType").asText();
        // Some items of AWS Config have no ARN.
        var arn = Members.text(item, "arn")
                .orElseGet(() -> resourceType + " " + item.path("resourceId").asText());
        return RecordedKind.of(resourceType).stream()
                .flatMap(kind -> kind.keys(item))
                .map(key -> new Named(key, new Dependant(type(), arn, "")));
    }

    private static JsonNode item(Place place, String result) {
        try {
            return JSON.readTree(result);
        } catch (JsonProcessingException e) {
            throw CallFailed.malformed(
                    Api.SELECT_RESOURCE_CONFIG.action() + " in " + place, "Malformed", e.getOriginalMessage());
        }
    }

    /** As the header of a call names the operation; the service's name is from before it was public. */
    static String target(Api api) {
        return "StarlingDoveService." + api.action().substring(api.action().indexOf(':') + 1);
    }
}
