package dev.keysunset.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The form fields of AWS Query, read into the tree that the same request would be in JSON: {@code Tags.member.1.Key} is
 * in a list, {@code Attributes.entry.1.key} in a map, and SQS writes both without the word in between and in the
 * singular. Smithy, "AWS Query protocol".
 */
final class QueryForm {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    /** What SQS calls in the singular here and in the plural in JSON. */
    private static final Map<String, String> PLURALS = Map.of(
            "Attribute", "Attributes",
            "AttributeName", "AttributeNames",
            "MessageSystemAttributeName", "MessageSystemAttributeNames",
            "MessageAttribute", "MessageAttributes",
            "MessageAttributeName", "MessageAttributeNames",
            "MessageSystemAttribute", "MessageSystemAttributes",
            "Tag", "Tags",
            "TagKey", "TagKeys");

    private QueryForm() {}

    /** The fields as they stand. */
    static Map<String, String> fields(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : body.split("&", -1)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    static ObjectNode read(String body) {
        var root = Json.object();
        fields(body).forEach((path, value) -> put(root, path, value));
        return (ObjectNode) shaped(root);
    }

    /** The members under the names they have in the JSON model of SQS. */
    static ObjectNode inJsonNames(ObjectNode form) {
        var renamed = Json.object();
        form.properties().forEach(member -> {
            var name = member.getKey();
            var json = name.endsWith("BatchRequestEntry") ? "Entries" : PLURALS.getOrDefault(name, name);
            renamed.set(json, inJsonNames(member.getValue()));
        });
        return renamed;
    }

    private static JsonNode inJsonNames(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        var renamed = Json.array();
        node.forEach(element -> renamed.add(element instanceof ObjectNode object ? inJsonNames(object) : element));
        return renamed;
    }

    private static void put(ObjectNode root, String path, String value) {
        var steps = DOT.split(path, -1);
        var node = root;
        for (int i = 0; i < steps.length - 1; i++) {
            node = node.withObject("/" + steps[i].replace("~", "~0").replace("/", "~1"));
        }
        node.put(steps[steps.length - 1], value);
    }

    /** Turns numbered members into lists, and lists of pairs into maps. */
    private static JsonNode shaped(JsonNode node) {
        if (!(node instanceof ObjectNode object) || object.isEmpty()) {
            return node;
        }
        if (object.size() == 1 && object.has("member")) {
            return list(object.path("member"));
        }
        if (object.size() == 1 && object.has("entry")) {
            return map(list(object.path("entry"))).orElseGet(Json::object);
        }
        if (isNumbered(object)) {
            var list = list(object);
            return map(list).<JsonNode>map(map -> map).orElse(list);
        }
        var shaped = Json.object();
        object.properties().forEach(member -> shaped.set(member.getKey(), shaped(member.getValue())));
        return shaped;
    }

    private static JsonNode list(JsonNode numbered) {
        var ordered = new TreeMap<Integer, JsonNode>();
        numbered.properties().forEach(member -> ordered.put(Integer.valueOf(member.getKey()), member.getValue()));
        var list = Json.array();
        ordered.values().forEach(element -> list.add(shaped(element)));
        return list;
    }

    private static Optional<ObjectNode> map(JsonNode list) {
        var map = Json.object();
        for (var pair : list) {
            var key = pair.path("Name")
                    .asText(pair.path("key").asText(pair.path("Key").asText()));
            var value = pair.has("Value") ? pair.path("Value") : pair.path("value");
            if (pair.size() != 2 || key.isEmpty() || value.isMissingNode()) {
                return Optional.empty();
            }
            map.set(key, value);
        }
        return Optional.of(map);
    }

    private static boolean isNumbered(ObjectNode object) {
        return object.properties().stream()
                .allMatch(member -> NUMBER.matcher(member.getKey()).matches());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
