package dev.keysunset.watch.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The JSON of one record, read strictly: what could be read in two ways is not read at all. */
public final class RecordJson {
    /** CloudTrail sends no event of this size to CloudWatch Logs or EventBridge (CloudTrail User Guide, quotas); records of KMS have a few KB. */
    public static final int TOO_LONG = 256 * 1024;

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 64;

    /** Line breaks inside strings are wrong but clear; a name that stands twice is neither. */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordJson() {}

    static JsonNode parse(String text) throws UnreadableRecordException {
        if (text.length() >= TOO_LONG) {
            throw new UnreadableRecordException("longer than any record of CloudTrail");
        }
        try {
            var record = STRICT.readTree(text);
            if (record == null || !record.isObject()) {
                throw new UnreadableRecordException("not a JSON object");
            }
            refuseDeception(record);
            return record;
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The string under the path; empty where there is none, or something else. */
    static String text(JsonNode node, String... path) {
        var found = node;
        for (var name : path) {
            found = found.path(name);
        }
        return found.isTextual() ? found.textValue() : "";
    }

    private static void refuseDeception(JsonNode node) throws UnreadableRecordException {
        if (node.isTextual()) {
            refuseDeception(node.textValue());
        }
        for (var field : node.properties()) {
            refuseDeception(field.getKey());
        }
        for (var child : node) {
            refuseDeception(child);
        }
    }

    /** Characters that no AWS service writes, that databases refuse, or that make a reader see what is not there. */
    private static void refuseDeception(String text) throws UnreadableRecordException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new UnreadableRecordException("holds a NUL character");
            }
            if (StorableText.reordersText(c)) {
                throw new UnreadableRecordException("holds a character that reorders text (bidirectional control)");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw new UnreadableRecordException("holds half of a surrogate pair");
                }
                i++;
            }
        }
    }
}
