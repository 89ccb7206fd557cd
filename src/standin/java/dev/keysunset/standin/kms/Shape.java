package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What a member of a request must satisfy, in the words of AWS where it does not. */
sealed interface Shape {
    /** What is wrong with a value, each as AWS says it: {@code Member must …}. */
    List<String> complaints(JsonNode value);

    /** The value as an error repeats it: with a space before it, or not at all. */
    default String shown(JsonNode value) {
        return " '" + value.asText() + "'";
    }

    /** Adds what is wrong with the member at a path, and within it. */
    default void check(String path, JsonNode value, List<String> errors) {
        complaints(value)
                .forEach(complaint -> errors.add(
                        "Value" + shown(value) + " at '" + path + "' failed to satisfy constraint: " + complaint));
    }

    /** From how many to how many. */
    record Range(long from, long to) {
        List<String> complaints(long number, String what) {
            if (number > to) {
                return List.of("Member must have " + what + " less than or equal to " + to);
            }
            return number < from
                    ? List.of("Member must have " + what + " greater than or equal to " + from)
                    : List.of();
        }
    }

    /** Anything goes. */
    record Free() implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            return List.of();
        }
    }

    /**
     * A text.
     *
     * @param secret whether errors keep the value to themselves
     */
    record Text(Range length, Pattern pattern, boolean secret) implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            var text = value.asText();
            var complaints = new ArrayList<>(length.complaints(text.length(), "length"));
            if (!pattern.matcher(text).matches()) {
                complaints.add("Member must satisfy regular expression pattern: " + pattern);
            }
            return complaints;
        }

        @Override
        public String shown(JsonNode value) {
            return secret ? "" : Shape.super.shown(value);
        }
    }

    /** Bytes, in base 64 on the wire. */
    record Blob(Range length) implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            var text = value.asText();
            var padding = text.length() - text.replace("=", "").length();
            return length.complaints(text.length() * 3L / 4 - padding, "length");
        }

        @Override
        public String shown(JsonNode value) {
            return "";
        }
    }

    record Numeric(Range range) implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            return range.complaints(value.asLong(), "value");
        }
    }

    record OneOf(List<String> values) implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            return values.contains(value.asText())
                    ? List.of()
                    : List.of("Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
    }

    record ListOf(Range length, Supplier<Shape> element) implements Shape {
        @Override
        public List<String> complaints(JsonNode value) {
            var complaints = new ArrayList<>(length.complaints(value.size(), "length"));
            if (!(element.get() instanceof Structure)) {
                value.forEach(item -> element.get()
                        .complaints(item)
                        .forEach(complaint -> complaints.add("Member must satisfy constraint: [" + complaint + "]")));
            }
            return complaints;
        }

        @Override
        public String shown(JsonNode value) {
            var items = StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText);
            return " '[" + String.join(", ", items.toList()) + "]'";
        }

        @Override
        public void check(String path, JsonNode value, List<String> errors) {
            Shape.super.check(path, value, errors);
            if (element.get() instanceof Structure structure) {
                for (int i = 0; i < value.size(); i++) {
                    structure.check(path + "." + (i + 1) + ".member", value.get(i), errors);
                }
            }
        }
    }

    /** A request itself, or a member that has members. */
    record Structure(List<Member> members) implements Shape {
        /** One member. */
        record Member(String name, boolean required, Supplier<Shape> shape) {
            /** As errors write it. */
            String written() {
                return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            }
        }

        @Override
        public List<String> complaints(JsonNode value) {
            return List.of();
        }

        @Override
        public void check(String path, JsonNode value, List<String> errors) {
            for (var member : members) {
                var place = path.isEmpty() ? member.written() : path + "." + member.written();
                var given = value.path(member.name());
                if (!given.isMissingNode() && !(given instanceof NullNode)) {
                    member.shape().get().check(place, given, errors);
                } else if (member.required()) {
                    errors.add("Value null at '" + place + "' failed to satisfy constraint: Member must not be null");
                }
            }
        }
    }
}
