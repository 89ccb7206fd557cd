package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes a sender gives a message. Amazon SQS Developer Guide, "Amazon SQS message metadata".
 *
 * @param values {@code {DataType, StringValue | BinaryValue}} by name
 */
public record MessageAttributes(Map<String, JsonNode> values) {
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    public static MessageAttributes none() {
        return new MessageAttributes(Map.of());
    }

    /**
     * Reads the attributes of a request.
     *
     * @throws dev.keysunset.standin.wire.AwsError InvalidParameterValue
     */
    public static MessageAttributes read(JsonNode node) {
        var values = new TreeMap<String, JsonNode>();
        node.properties().forEach(attribute -> {
            check(attribute.getKey(), attribute.getValue());
            values.put(attribute.getKey(), attribute.getValue());
        });
        return new MessageAttributes(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Those a receiver asks for: by name, by {@code prefix.*}, or all of them. */
    MessageAttributes selected(List<String> names) {
        var selected = new TreeMap<String, JsonNode>();
        values.forEach((name, value) -> {
            if (names.stream().anyMatch(wanted -> fits(wanted, name))) {
                selected.put(name, value);
            }
        });
        return new MessageAttributes(selected);
    }

    public ObjectNode json() {
        var json = Json.object();
        values.forEach(json::set);
        return json;
    }

    int length() {
        return values.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey()).length
                        + bytes(attribute.getValue().path("DataType").asText()).length
                        + content(attribute.getValue()).length)
                .sum();
    }

    /** The digest clients check: names in order, each with type and value, every part behind its length. */
    String md5() {
        var encoded = new ByteArrayOutputStream();
        new TreeMap<>(values).forEach((name, value) -> {
            part(encoded, bytes(name));
            part(encoded, bytes(value.path("DataType").asText()));
            encoded.write(isBinary(value) ? BINARY : TEXT);
            part(encoded, content(value));
        });
        return Md5.of(encoded.toByteArray());
    }

    private static void part(ByteArrayOutputStream encoded, byte[] bytes) {
        encoded.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        encoded.writeBytes(bytes);
    }

    private static byte[] content(JsonNode value) {
        return isBinary(value)
                ? Base64.getDecoder().decode(value.path("BinaryValue").asText())
                : bytes(value.path("StringValue").asText());
    }

    private static boolean isBinary(JsonNode value) {
        return value.path("DataType").asText().startsWith("Binary");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean fits(String wanted, String name) {
        return switch (wanted) {
            case "All", ".*" -> true;
            default ->
                wanted.endsWith(".*") ? name.startsWith(wanted.substring(0, wanted.length() - 2)) : wanted.equals(name);
        };
    }

    private static void check(String name, JsonNode value) {
        if (!TYPE.matcher(value.path("DataType").asText()).matches()) {
            throw QueueErrors.invalidParameter("The type of message (user) attribute '" + name
                    + "' is invalid. You must use only the following supported type prefixes: Binary, Number, String.");
        }
        if (!value.hasNonNull(isBinary(value) ? "BinaryValue" : "StringValue")) {
            throw QueueErrors.invalidParameter("The message (user) attribute '" + name
                    + "' must contain a non-empty message attribute value for message attribute type (user) '"
                    + value.path("DataType").asText() + "'.");
        }
    }
}
