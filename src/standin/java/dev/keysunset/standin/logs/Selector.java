package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A property selector: {@code $.a.b[0].c}, {@code $.list[*].id}, {@code $.['a b']}; case-sensitive. */
record Selector(List<Step> steps) {

    /** What is there, JSON null included; a wildcard may select several. */
    Stream<JsonNode> select(JsonNode message) {
        var nodes = Stream.of(message);
        for (var step : steps) {
            nodes = nodes.flatMap(step::from);
        }
        return nodes;
    }

    /** One step down. */
    sealed interface Step {
        Stream<JsonNode> from(JsonNode node);

        record Member(String name) implements Step {
            @Override
            public Stream<JsonNode> from(JsonNode node) {
                return Stream.ofNullable(node.get(name));
            }
        }

        record Index(int index) implements Step {
            @Override
            public Stream<JsonNode> from(JsonNode node) {
                return node.isArray() ? Stream.ofNullable(node.get(index)) : Stream.of();
            }
        }

        /** Every element of an array or every member of an object. */
        record Every() implements Step {
            @Override
            public Stream<JsonNode> from(JsonNode node) {
                return StreamSupport.stream(node.spliterator(), false);
            }
        }
    }
}
