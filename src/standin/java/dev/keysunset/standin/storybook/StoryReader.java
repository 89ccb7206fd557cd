package dev.keysunset.standin.storybook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a story on the base that all stories share. */
final class StoryReader {
    private static final Set<String> MEMBERS = Set.of("name", "about", "weight", "values", "key");
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int TRIALS = 5;
    private static final Place SOMEWHERE = new Place("111122223333", "us-east-1");

    private final Field base;

    StoryReader(Field base) {
        this.base = base;
    }

    /**
     * Reads a story.
     *
     * @throws IllegalArgumentException naming the file and the field that is wrong
     */
    Story read(Field file) {
        file.knows(MEMBERS);
        var name = file.required("name");
        if (!name.text().matches("[a-z0-9-]{1,60}")) {
            throw name.wrong("small letters, digits and hyphens, not " + name.text());
        }
        return new Story(
                name.text(),
                file.required("about").text(),
                file.maybe("weight").map(field -> field.number(0, MOST_WEIGHT)).orElse(0),
                values(file),
                file.at("key").holding(key(file)));
    }

    /**
     * Tells a story a few times to nobody: one that can be told is kept.
     *
     * @throws IllegalArgumentException naming the file and the field that is wrong
     */
    static void rehearse(Story story) {
        for (int i = 1; i <= TRIALS; i++) {
            story.tell(Scene.in(SOMEWHERE, i), Instant.EPOCH, new Chance(i).of(story.name()));
        }
    }

    private Map<String, Field> values(Field file) {
        var values = new LinkedHashMap<String, Field>();
        values.putAll(base.at("values").members());
        values.putAll(file.at("values").members());
        return values;
    }

    private ObjectNode key(Field file) {
        var key = Json.object();
        base.at("key").members().forEach((name, field) -> key.set(name, field.node()));
        file.at("key").members().forEach((name, field) -> key.set(name, field.node()));
        return key;
    }
}
