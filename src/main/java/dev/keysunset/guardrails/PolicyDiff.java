package dev.keysunset.guardrails;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Stream;

/** What changes between two policies, line by line as people read JSON: what both begin and end with is kept, the rest is exchanged. */
final class PolicyDiff {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What becomes of a line. */
    enum Mark {
        KEPT,
        REMOVED,
        ADDED
    }

    /** A line of either policy. */
    record Line(Mark mark, String text) {}

    private PolicyDiff() {}

    static List<Line> between(String before, String after) {
        var old = lines(before);
        var now = lines(after);
        var head = common(old, now);
        var oldRest = old.subList(head, old.size());
        var nowRest = now.subList(head, now.size());
        var tail = common(oldRest.reversed(), nowRest.reversed());
        return Stream.of(
                        marked(Mark.KEPT, old.subList(0, head)),
                        marked(Mark.REMOVED, oldRest.subList(0, oldRest.size() - tail)),
                        marked(Mark.ADDED, nowRest.subList(0, nowRest.size() - tail)),
                        marked(Mark.KEPT, oldRest.subList(oldRest.size() - tail, oldRest.size())))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Line> marked(Mark mark, List<String> lines) {
        return lines.stream().map(line -> new Line(mark, line)).toList();
    }

    private static int common(List<String> one, List<String> other) {
        int length = 0;
        while (length < one.size() && length < other.size() && one.get(length).equals(other.get(length))) {
            length++;
        }
        return length;
    }

    private static List<String> lines(String policy) {
        try {
            return JSON.readTree(policy).toPrettyString().lines().toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("only policies that could be read are proposed", e);
        }
    }
}
