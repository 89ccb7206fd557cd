package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An event pattern. Amazon EventBridge User Guide, "Amazon EventBridge event patterns" and "Comparison operators for use
 * in event patterns".
 */
sealed interface EventPattern {

    boolean matches(JsonNode event);

    /** Members that must all match. In a list of objects one and the same object must match all of them. */
    record Members(Map<String, EventPattern> members, List<AnyOf> alternatives) implements EventPattern {
        @Override
        public boolean matches(JsonNode event) {
            if (event.isArray() && !event.isEmpty()) {
                return elements(event).stream().anyMatch(this::matches);
            }
            return members.entrySet().stream()
                            .allMatch(member -> member.getValue().matches(event.path(member.getKey())))
                    && alternatives.stream().allMatch(alternative -> alternative.matches(event));
        }
    }

    /** {@code $or}. */
    record AnyOf(List<EventPattern> parts) implements EventPattern {
        @Override
        public boolean matches(JsonNode event) {
            return parts.stream().anyMatch(part -> part.matches(event));
        }
    }

    /** The values one member may have; of a list in the event one element suffices. */
    record Values(List<Match> matches) implements EventPattern {
        @Override
        public boolean matches(JsonNode event) {
            var leaves = leaves(event);
            return leaves.isEmpty()
                    ? matches.stream().anyMatch(Match::absent)
                    : matches.stream().anyMatch(match -> leaves.stream().anyMatch(match::matches));
        }

        /** Objects are no values: to a pattern that asks for one they are not there. */
        private static List<JsonNode> leaves(JsonNode node) {
            if (node.isArray()) {
                return elements(node).stream()
                        .flatMap(element -> leaves(element).stream())
                        .toList();
            }
            return node.isValueNode() ? List.of(node) : List.of();
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }
}
