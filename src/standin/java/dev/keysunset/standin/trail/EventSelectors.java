package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which management events a trail logs. A record is included if any selector selects it. AWS CloudTrail API Reference,
 * "EventSelector" and "AdvancedEventSelector".
 */
sealed interface EventSelectors {
    boolean includes(TrailRecord record);

    /** As GetEventSelectors and PutEventSelectors answer it. */
    ObjectNode described(String trailArn);

    /** What a trail logs that nobody told otherwise: every management event. */
    static EventSelectors standard() {
        var selector = Json.object().put("ReadWriteType", "All").put("IncludeManagementEvents", true);
        selector.putArray("DataResources");
        selector.putArray("ExcludeManagementEventSources");
        return new Basic(List.of(selector));
    }

    /**
     * What PutEventSelectors asks for.
     *
     * @throws AwsError an InvalidEventSelectorsException
     */
    static EventSelectors of(Call call) {
        var basic = call.parameters().path("EventSelectors");
        var advanced = call.parameters().path("AdvancedEventSelectors");
        if (basic.isArray() == advanced.isArray()) {
            throw invalid("Either EventSelectors or AdvancedEventSelectors must be specified, not both.");
        }
        return basic.isArray() ? Basic.checked((ArrayNode) basic) : Advanced.checked((ArrayNode) advanced);
    }

    static AwsError invalid(String text) {
        return new AwsError("InvalidEventSelectorsException", text);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Selectors by {@code ReadWriteType} and excluded sources. */
    record Basic(List<ObjectNode> selectors) implements EventSelectors {
        private static final int MOST = 5;
        private static final Set<String> TYPES = Set.of("All", "ReadOnly", "WriteOnly");
        private static final Set<String> EXCLUDABLE = Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");

        private static Basic checked(ArrayNode asked) {
            if (asked.isEmpty() || asked.size() > MOST) {
                throw invalid("A trail can have 1 to " + MOST + " event selectors.");
            }
            return new Basic(elements(asked).map(Basic::completed).toList());
        }

        private static ObjectNode completed(JsonNode asked) {
            var selector = Json.object()
                    .put("ReadWriteType", asked.path("ReadWriteType").asText("All"))
                    .put(
                            "IncludeManagementEvents",
                            asked.path("IncludeManagementEvents").asBoolean(true));
            selector.putArray("DataResources")
                    .addAll(elements(asked.path("DataResources")).toList());
            selector.putArray("ExcludeManagementEventSources")
                    .addAll(elements(asked.path("ExcludeManagementEventSources"))
                            .toList());
            if (!TYPES.contains(selector.path("ReadWriteType").asText())
                    || !elements(selector.path("ExcludeManagementEventSources"))
                            .allMatch(source -> EXCLUDABLE.contains(source.asText()))) {
                throw invalid("ReadWriteType must be one of All, ReadOnly, WriteOnly; of event sources only"
                        + " kms.amazonaws.com and rdsdata.amazonaws.com can be excluded.");
            }
            return selector;
        }

        @Override
        public boolean includes(TrailRecord record) {
            return selectors.stream().anyMatch(selector -> selects(selector, record));
        }

        private static boolean selects(ObjectNode selector, TrailRecord record) {
            var typeFits = switch (selector.path("ReadWriteType").asText()) {
                case "ReadOnly" -> record.facts().readOnly();
                case "WriteOnly" -> !record.facts().readOnly();
                default -> true;
            };
            return typeFits
                    && selector.path("IncludeManagementEvents").asBoolean()
                    && elements(selector.path("ExcludeManagementEventSources"))
                            .noneMatch(source ->
                                    source.asText().equals(record.facts().eventSource()));
        }

        @Override
        public ObjectNode described(String trailArn) {
            var answer = Json.object().put("TrailARN", trailArn);
            answer.putArray("EventSelectors").addAll(selectors);
            return answer;
        }
    }

    /** Selectors by fields, all of which must fit. */
    record Advanced(ArrayNode asked, List<List<FieldSelector>> selectors) implements EventSelectors {
        private static Advanced checked(ArrayNode asked) {
            var selectors = elements(asked)
                    .map(selector -> elements(selector.path("FieldSelectors"))
                            .map(FieldSelector::of)
                            .toList())
                    .toList();
            if (selectors.isEmpty() || !selectors.stream().allMatch(Advanced::hasCategory)) {
                throw invalid("Each advanced event selector must have a field selector for eventCategory.");
            }
            return new Advanced(asked, selectors);
        }

        private static boolean hasCategory(List<FieldSelector> fields) {
            return fields.stream().anyMatch(field -> field.field().equals("eventCategory"));
        }

        @Override
        public boolean includes(TrailRecord record) {
            return selectors.stream().anyMatch(fields -> fields.stream().allMatch(field -> field.fits(record)));
        }

        @Override
        public ObjectNode described(String trailArn) {
            var answer = Json.object().put("TrailARN", trailArn);
            answer.putArray("AdvancedEventSelectors").addAll(asked);
            return answer;
        }
    }
}
