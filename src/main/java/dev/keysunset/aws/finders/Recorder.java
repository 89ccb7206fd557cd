package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/**
 * What AWS Config records in a place. It answers for kinds that nobody records as well, with an empty list, and after its recorder was
 * stopped with what was there before.
 */
@ApplicationScoped
class Recorder {
    /** AWS Config API, RecordingStrategy. */
    private static final String EXCLUSION = "EXCLUSION_BY_RESOURCE_TYPES";

    private final Reads reads;
    private final SignedCalls calls;

    Recorder(Reads reads, SignedCalls calls) {
        this.reads = reads;
        this.calls = calls;
    }

    /** Those of the kinds whose changes are recorded now; none where nothing is. */
    Set<RecordedKind> recorded(Place place) {
        var status = ask(place, Api.DESCRIBE_CONFIGURATION_RECORDER_STATUS).list("ConfigurationRecordersStatus");
        var recorded = EnumSet.noneOf(RecordedKind.class);
        if (status.noneMatch(recorder -> recorder.path("recording").asBoolean())) {
            return recorded;
        }
        ask(place, Api.DESCRIBE_CONFIGURATION_RECORDERS)
                .list("ConfigurationRecorders")
                .map(recorder -> recorder.path("recordingGroup"))
                .map(Recorder::kinds)
                .forEach(recorded::addAll);
        return recorded;
    }

    private static Set<RecordedKind> kinds(JsonNode group) {
        if (group.path("allSupported").asBoolean()) {
            return EnumSet.allOf(RecordedKind.class);
        }
        return EXCLUSION.equals(group.path("recordingStrategy").path("useOnly").asText())
                ? EnumSet.complementOf(named(group.path("exclusionByResourceTypes")))
                : named(group);
    }

    private static EnumSet<RecordedKind> named(JsonNode list) {
        var kinds = EnumSet.noneOf(RecordedKind.class);
        list.path("resourceTypes")
                .valueStream()
                .map(JsonNode::asText)
                .flatMap(type -> RecordedKind.of(type).stream())
                .forEach(kinds::add);
        return kinds;
    }

    private Members ask(Place place, Api api) {
        return reads.answer(
                place,
                api,
                () -> Members.of(
                        api,
                        place,
                        calls.post(
                                place,
                                SignedCalls.Service.CONFIG,
                                RecordedResources.target(api),
                                JsonNodeFactory.instance.objectNode())));
    }
}
