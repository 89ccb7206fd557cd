package dev.keysunset.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A part of what the service said. What is not there is empty: a newer or older service says more or less. */
record Json(JsonNode node) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Empty where the text is no JSON. */
    static Json read(String text) {
        try {
            return new Json(MAPPER.readTree(text));
        } catch (JsonProcessingException _) {
            return new Json(JsonNodeFactory.instance.missingNode());
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** @param pointer RFC 6901, such as {@code /review/resolved/by} */
    Json at(String pointer) {
        return new Json(node.at(pointer));
    }

    Optional<String> text(String pointer) {
        return at(pointer).text();
    }

    Optional<String> text() {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** Where a text is expected and missing, that is said. */
    String required(String pointer) {
        return text(pointer).orElse("(not said)");
    }

    boolean is(String pointer) {
        return node.at(pointer).asBoolean(false);
    }

    long number(String pointer) {
        return node.at(pointer).asLong(0);
    }

    boolean there() {
        return !node.isMissingNode() && !node.isNull();
    }

    List<Json> items(String pointer) {
        return elements(node.at(pointer)).map(Json::new).toList();
    }

    List<String> texts(String pointer) {
        return elements(node.at(pointer)).map(JsonNode::asText).toList();
    }

    /** In the order in which they came. */
    Stream<Map.Entry<String, Json>> fields(String pointer) {
        return node.at(pointer).propertyStream().map(field -> Map.entry(field.getKey(), new Json(field.getValue())));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }
}
