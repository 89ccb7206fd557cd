package dev.keysunset.standin.storybook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What can happen to a key, for any number of keys.
 *
 * @param about one sentence: what is interesting about it
 * @param weight how often random fleets tell it, among the weights of all stories
 * @param values what differs from key to key
 * @param key the key in the form of {@code POST /_standin/fleet}, with {@code ${value}} where keys differ
 */
public record Story(String name, String about, int weight, Map<String, Field> values, Field key) {
    /** Values that every key has from its place and its number. */
    private static final Set<String> GIVEN = Set.of("account", "region", "number", "other", "otherRegion");

    /** The story with some of the key's members replaced. */
    Story with(Field members) {
        var changed = ((ObjectNode) key.node()).deepCopy();
        members.members().forEach((member, field) -> changed.set(member, field.node()));
        return new Story(name, about, weight, values, key.holding(changed));
    }

    /**
     * Tells the story of one key.
     *
     * @param given values that are not to be drawn
     * @param now the moment from which ages count
     */
    KeyPlan tell(Map<String, String> given, Instant now, RandomGenerator random) {
        given.keySet().stream()
                .filter(value -> !values.containsKey(value) && !GIVEN.contains(value))
                .findFirst()
                .ifPresent(this::refuse);
        var told = filled(key, new Values(values, given, random));
        return new PlanReader(now, random).read(key.holding(told));
    }

    private void refuse(String value) {
        throw new IllegalArgumentException(
                value + ": story " + name + " has no such value; it has " + new TreeSet<>(values.keySet()));
    }

    private static JsonNode filled(Field field, Values values) {
        return switch (field.node()) {
            case ObjectNode node -> {
                var object = Json.object();
                node.fieldNames().forEachRemaining(name -> object.set(name, filled(field.at(name), values)));
                yield object;
            }
            case ArrayNode _ -> {
                var array = Json.array();
                field.items().forEach(item -> array.add(filled(item, values)));
                yield array;
            }
            case TextNode text when Values.differs(text) -> TextNode.valueOf(values.fill(field));
            default -> field.node();
        };
    }
}
