package dev.keysunset.standin.storybook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A field of a YAML or JSON document. What is wrong with it is said with the file and the path that lead to it.
 *
 * @param source the file, or what else the document is known by; empty if there is only one
 * @param parent empty for the document itself
 * @param name of a member, or the number of an item in brackets
 */
public record Field(String source, Optional<Field> parent, String name, JsonNode node) {
    public static Field of(String source, JsonNode document) {
        return new Field(source, Optional.empty(), "", document);
    }

    public Field at(String member) {
        return new Field(source, Optional.of(this), member, node.path(member));
    }

    /** Another value in the same field. */
    Field holding(JsonNode value) {
        return new Field(source, parent, name, value);
    }

    /** Names and numbers from the document to here; put together only when somebody must read it. */
    public String path() {
        var before = parent.map(Field::path).orElse("");
        return before.isEmpty() || name.startsWith("[") ? before + name : before + "." + name;
    }

    /** A member that may be missing. */
    public Optional<Field> maybe(String member) {
        return Optional.of(at(member)).filter(Field::isPresent);
    }

    /**
     * A member that must be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Field required(String member) {
        return maybe(member).orElseThrow(() -> at(member).wrong("is required"));
    }

    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The items of a list; none if it is missing. */
    public List<Field> items() {
        var items = new ArrayList<Field>();
        if (isPresent() && !node.isArray()) {
            throw wrong("a list is expected");
        }
        for (int i = 0; i < node.size(); i++) {
            items.add(new Field(source, Optional.of(this), "[" + i + "]", node.get(i)));
        }
        return items;
    }

    /** The members by name, in the order of the document; none if it is missing. */
    public Map<String, Field> members() {
        var members = new LinkedHashMap<String, Field>();
        if (isPresent() && !node.isObject()) {
            throw wrong("names and values are expected");
        }
        node.fieldNames().forEachRemaining(member -> members.put(member, at(member)));
        return members;
    }

    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        members().forEach((member, field) -> texts.put(member, field.text()));
        return texts;
    }

    public String text() {
        if (!node.isValueNode()) {
            throw wrong("a text is expected");
        }
        return node.asText();
    }

    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false, not " + text());
        };
    }

    public int number(int least, int most) {
        int number = read("a whole number", Integer::parseInt);
        if (number < least || number > most) {
            throw wrong(least + " to " + most + ", not " + number);
        }
        return number;
    }

    public Duration duration() {
        return read("an ISO 8601 duration such as P1D", Duration::parse);
    }

    public LocalTime time() {
        return read("a time of day such as 03:00", LocalTime::parse);
    }

    public <E extends Enum<E>> E constant(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text()))
                .findFirst()
                .orElseThrow(() -> wrong("one of " + Arrays.toString(type.getEnumConstants()) + ", not " + text()));
    }

    /**
     * Reads the text as something else.
     *
     * @param expected what a person should have written, with its article
     */
    public <T> T read(String expected, Function<String, T> reader) {
        try {
            return reader.apply(text());
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException(message("not " + expected + ": " + text()), e);
        }
    }

    /** Refuses members of any other name: they are mistypings. */
    public void knows(Set<String> names) {
        if (isPresent() && !node.isObject()) {
            throw wrong("names and values are expected");
        }
        node.fieldNames().forEachRemaining(member -> {
            if (!names.contains(member)) {
                throw at(member).wrong("is unknown here; there are " + new TreeSet<>(names));
            }
        });
    }

    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(message(what));
    }

    private String message(String what) {
        return (source.isEmpty() ? "" : source + ": ") + (path().isEmpty() ? "" : path() + ": ") + what;
    }
}
