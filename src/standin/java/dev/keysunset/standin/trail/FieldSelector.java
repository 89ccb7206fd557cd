package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * One condition of an advanced event selector: every operator must hold, and each holds if any of its values fits; the
 * negated ones if none does. AWS CloudTrail API Reference, "AdvancedFieldSelector".
 */
record FieldSelector(String field, Map<Operator, List<String>> conditions) {

    /** The operators, by their names in the API. */
    private enum Operator {
        Equals,
        StartsWith,
        EndsWith,
        NotEquals,
        NotStartsWith,
        NotEndsWith;

        boolean holds(String actual, List<String> values) {
            return switch (this) {
                case Equals -> values.contains(actual);
                case StartsWith -> values.stream().anyMatch(actual::startsWith);
                case EndsWith -> values.stream().anyMatch(actual::endsWith);
                case NotEquals -> !Equals.holds(actual, values);
                case NotStartsWith -> !StartsWith.holds(actual, values);
                case NotEndsWith -> !EndsWith.holds(actual, values);
            };
        }
    }

    static FieldSelector of(JsonNode asked) {
        var conditions = new TreeMap<Operator, List<String>>();
        Arrays.stream(Operator.values())
                .filter(operator -> asked.path(operator.name()).isArray())
                .forEach(operator -> conditions.put(operator, values(asked.path(operator.name()))));
        if (conditions.isEmpty()) {
            throw EventSelectors.invalid("A field selector needs at least one operator with values.");
        }
        return new FieldSelector(asked.path("Field").asText(), conditions);
    }

    /** For management events a trail can select by three fields only; the others belong to data events. */
    boolean fits(TrailRecord record) {
        var actual = switch (field) {
            case "eventCategory" -> "Management";
            case "eventSource" -> record.facts().eventSource();
            case "readOnly" -> Boolean.toString(record.facts().readOnly());
            default -> "";
        };
        return conditions.entrySet().stream()
                .allMatch(condition -> condition.getKey().holds(actual, condition.getValue()));
    }

    private static List<String> values(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
