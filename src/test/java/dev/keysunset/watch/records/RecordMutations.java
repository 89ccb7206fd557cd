package dev.keysunset.watch.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Bends records as hostile or clumsy hands would, reproducibly. */
final class RecordMutations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKS = "\"\\{}[]:,-0 e.\n\t\u0000\u001f\u007f\u00e9\u202e\u2066\ud800\udc00/aZ";

    private static final String ONE = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String OTHER = "0987dcba-09fe-87dc-65ba-ab0987654321";

    private final Random random;
    private final List<UnaryOperator<String>> kinds = List.of(
            this::cut,
            this::characterReplaced,
            this::characterInserted,
            this::characterDeleted,
            this::stretchDoubled,
            this::escaped,
            this::spaced,
            this::reordered,
            this::fieldDropped,
            this::fieldDoubled,
            this::fieldNulled,
            this::keyMoved,
            this::keySwapped,
            this::nested,
            this::numbered,
            this::timeBent,
            this::tailAdded);

    RecordMutations(Random random) {
        this.random = random;
    }

    /** None to three changes. */
    String mutate(String record) {
        var text = record;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            text = kinds.get(random.nextInt(kinds.size())).apply(text);
        }
        return text;
    }

    private String cut(String text) {
        return text.substring(0, index(text));
    }

    private String characterReplaced(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + mark() + text.substring(at + 1);
    }

    private String characterInserted(String text) {
        int at = index(text);
        return text.substring(0, at) + mark() + text.substring(at);
    }

    private String characterDeleted(String text) {
        int at = index(text);
        return text.substring(0, Math.max(0, at - 1)) + text.substring(at);
    }

    private String stretchDoubled(String text) {
        int from = index(text);
        int to = Math.min(text.length(), from + random.nextInt(40));
        return text.substring(0, to) + text.substring(from);
    }

    /** A letter or a digit as its escape: the same to every reader of JSON, another text to whoever searches. */
    private String escaped(String text) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) && random.nextInt(200) == 0) {
                result.append("\\u%04x".formatted((int) c));
            } else if (c == '/' && random.nextInt(20) == 0) {
                result.append("\\/");
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private String spaced(String text) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(c);
            if ("{}[]:,".indexOf(c) >= 0 && random.nextInt(10) == 0) {
                result.append(" \n\t\r".charAt(random.nextInt(4)));
            }
        }
        return result.toString();
    }

    private String reordered(String text) {
        return withObject(text, object -> {
            var names = names(object);
            Collections.shuffle(names, random);
            var shuffled = JSON.createObjectNode();
            names.forEach(name -> shuffled.set(name, object.get(name)));
            return shuffled.toString();
        });
    }

    private String fieldDropped(String text) {
        return withObject(text, object -> object.without(anyOf(names(object))).toString());
    }

    private String fieldDoubled(String text) {
        return withObject(text, object -> {
            var name = anyOf(names(object));
            var again = "\"" + name + "\":" + object.get(anyOf(names(object))) + ",";
            return "{" + again + object.toString().substring(1);
        });
    }

    private String fieldNulled(String text) {
        return withObject(text, object -> {
            object.putNull(anyOf(names(object)));
            return object.toString();
        });
    }

    /** The same key under another place, or named in another way. */
    private String keyMoved(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text.replaceFirst("arn:aws:kms:[^\"]*:key/", "");
            case 1 -> text.replace("\"ARN\"", "\"arn\"");
            case 2 -> text.replaceFirst("key/[0-9a-z-]+", "alias/orders");
            case 3 -> text.replace("us-west-2", "cn-north-1").replace("arn:aws:", "arn:aws-cn:");
            default -> text.replaceAll("\"resources\":\\[[^\\]]*\\]", "\"resources\":[]");
        };
    }

    /** A record like the one before, about another key. */
    private String keySwapped(String text) {
        return random.nextBoolean() ? text.replace(ONE, OTHER) : text.replace(OTHER, ONE);
    }

    private String nested(String text) {
        int depth = random.nextInt(80);
        return "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "," + text.substring(Math.min(1, text.length()));
    }

    private String numbered(String text) {
        var digits =
                List.of("0", "-1", "007", "1.5", "1e400", "9".repeat(15), "9".repeat(16), "9".repeat(70), "-", "1.");
        return text.replaceFirst("\\{", "{\"number\":" + digits.get(random.nextInt(digits.size())) + ",");
    }

    private String timeBent(String text) {
        var times = List.of(
                "2026-02-30T00:00:00Z",
                "2024-02-29T23:59:59Z",
                "2026-09-31T00:00:00Z",
                "2026-09-30T24:00:00Z",
                "2026-09-14T08:15:30.123Z",
                "2026-09-14 08:15:30",
                "",
                "2026-13-01T00:00:00Z",
                "2026-09-14T08:15:60Z");
        return text.replaceFirst(
                "\"eventTime\":\"[^\"]*\"", "\"eventTime\":\"" + times.get(random.nextInt(times.size())) + "\"");
    }

    private String tailAdded(String text) {
        return text + List.of(" ", "\n", "}", "{}", "null", ",").get(random.nextInt(6));
    }

    private String withObject(String text, Function<ObjectNode, String> change) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Broken by a former change: it stays as it is.
            return text;
        }
        return json instanceof ObjectNode object && !object.isEmpty() ? change.apply(object) : text;
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private <T> T anyOf(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private char mark() {
        return MARKS.charAt(random.nextInt(MARKS.length()));
    }

    private int index(String text) {
        return random.nextInt(text.length() + 1);
    }
}
