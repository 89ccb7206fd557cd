package dev.keysunset.standin.storybook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The values of one key while its story is told: given, or drawn when they are first needed. A value is a text, in which
 * {@code ${other}} stands for another value, or a choice: {@code {oneOf: [a, b]}}, {@code {between: [1, 9]}},
 * {@code {between: ["02:00", "05:00"]}} or {@code {hex: 17}}, so many hexadecimal digits.
 */
final class Values {
    private final Map<String, Field> choices;
    private final Map<String, String> known;
    private final RandomGenerator random;
    private final Set<String> open = new HashSet<>();

    Values(Map<String, Field> choices, Map<String, String> given, RandomGenerator random) {
        this.choices = choices;
        this.known = new HashMap<>(given);
        this.random = random;
    }

    /** Whether a text has values to be filled in. */
    static boolean differs(TextNode text) {
        return text.textValue().contains("${");
    }

    /** The text with every {@code ${value}} replaced. */
    String fill(Field field) {
        var text = field.text();
        var begin = text.indexOf("${");
        if (begin < 0) {
            return text;
        }
        var filled = new StringBuilder();
        var done = 0;
        for (; begin >= 0; begin = text.indexOf("${", done)) {
            var end = text.indexOf('}', begin);
            if (end < 0) {
                throw field.wrong("${ without } in " + text);
            }
            filled.append(text, done, begin).append(value(text.substring(begin + 2, end), field));
            done = end + 1;
        }
        return filled.append(text, done, text.length()).toString();
    }

    private String value(String name, Field user) {
        var value = known.get(name);
        if (value != null) {
            return value;
        }
        var choice = choices.get(name);
        if (choice == null) {
            var names = new TreeSet<>(choices.keySet());
            names.addAll(known.keySet());
            throw user.wrong("there is no value ${" + name + "}; there are " + names);
        }
        if (!open.add(name)) {
            throw choice.wrong("stands for itself");
        }
        var drawn = drawn(choice);
        open.remove(name);
        known.put(name, drawn);
        return drawn;
    }

    private String drawn(Field choice) {
        if (choice.node().isValueNode()) {
            return fill(choice);
        }
        choice.knows(Set.of("oneOf", "between", "hex"));
        if (choice.node().has("oneOf")) {
            var options = choice.at("oneOf").items();
            if (options.isEmpty()) {
                throw choice.wrong("oneOf needs something to choose from");
            }
            return fill(options.get(random.nextInt(options.size())));
        }
        return choice.node().has("hex")
                ? hex(choice.at("hex").number(1, 64))
                : between(choice.required("between").items(), choice);
    }

    private String between(List<Field> ends, Field choice) {
        if (ends.size() != 2) {
            throw choice.wrong("between needs the least and the greatest");
        }
        if (isTime(ends.getFirst().node())) {
            var from = ends.getFirst().time();
            return from.plusMinutes(
                            inclusive(0, (int) minutes(from, ends.getLast().time()), choice))
                    .toString();
        }
        var least = ends.getFirst().number(0, Integer.MAX_VALUE - 1);
        var greatest = ends.getLast().number(0, Integer.MAX_VALUE - 1);
        return Integer.toString(inclusive(least, greatest, choice));
    }

    private int inclusive(int least, int greatest, Field choice) {
        if (greatest < least) {
            throw choice.wrong("between needs the least before the greatest");
        }
        return random.nextInt(least, greatest + 1);
    }

    private String hex(int digits) {
        var text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    private static boolean isTime(JsonNode node) {
        return node.isTextual() && node.asText().contains(":");
    }

    private static long minutes(LocalTime from, LocalTime to) {
        return ChronoUnit.MINUTES.between(from, to);
    }
}
