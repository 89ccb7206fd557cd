package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What tags must satisfy. AWS KMS Developer Guide, "Tags in AWS KMS". */
final class Tags {
    private static final int MOST = 50;

    private Tags() {}

    /**
     * Reads tags that a request brings along.
     *
     * @throws AwsError a TagException if one of them may not be
     */
    static Map<String, String> read(JsonNode list) {
        var tags = new TreeMap<String, String>();
        for (var tag : list) {
            var name = tag.path("TagKey").asText();
            if (name.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsError("TagException", "Tags beginning with aws: are reserved");
            }
            if (tags.put(name, tag.path("TagValue").asText()) != null) {
                throw new AwsError("TagException", "Duplicate tag keys");
            }
        }
        if (tags.size() > MOST) {
            throw new AwsError("TagException", "Too many tags");
        }
        return tags;
    }

    /** Adds tags to those of a key. */
    static void put(Key key, JsonNode list) {
        var tags = new TreeMap<>(key.tags());
        tags.putAll(read(list));
        if (tags.size() > MOST) {
            throw new AwsError("LimitExceededException", "A KMS key can have at most " + MOST + " tags");
        }
        key.tags().putAll(tags);
    }

    static JsonNode list(Key key) {
        var list = Json.array();
        key.tags().forEach((name, value) -> list.addObject().put("TagKey", name).put("TagValue", value));
        return list;
    }
}
