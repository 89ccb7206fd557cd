package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a JSON filter pattern demands of a line. A comparison with a property that the line does not have is false,
 * {@code !=} included; of several selected by a wildcard, one must meet it.
 */
sealed interface Condition {

    boolean holds(JsonNode message);

    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return parts.stream().allMatch(part -> part.holds(message));
        }
    }

    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return parts.stream().anyMatch(part -> part.holds(message));
        }
    }

    record Exists(Selector selector, boolean wanted) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return selector.select(message).findAny().isPresent() == wanted;
        }
    }

    record IsNull(Selector selector) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return selector.select(message).anyMatch(JsonNode::isNull);
        }
    }

    record IsBoolean(Selector selector, boolean wanted) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return selector.select(message).anyMatch(value -> value.isBoolean() && value.asBoolean() == wanted);
        }
    }

    /** {@code =} or {@code !=} with a text, in which {@code *} stands for anything, or with a regular expression. */
    record TextEquals(Selector selector, Predicate<String> wanted, boolean negated) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return selector.select(message)
                    .anyMatch(
                            value -> value.isValueNode() && !value.isNull() && wanted.test(value.asText()) != negated);
        }
    }

    /** A comparison with a number; the property must be one. */
    record NumberCompares(Selector selector, Comparison comparison, BigDecimal wanted) implements Condition {
        @Override
        public boolean holds(JsonNode message) {
            return selector.select(message)
                    .anyMatch(value -> value.isNumber()
                            && comparison.holds(value.decimalValue().compareTo(wanted)));
        }
    }

    /** The comparison operators, by their sign. */
    enum Comparison {
        // The longer signs first: "<=" must not be read as "<".
        NOT_EQUAL("!="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        EQUAL("="),
        LESS("<"),
        GREATER(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        boolean holds(int compared) {
            return switch (this) {
                case EQUAL -> compared == 0;
                case NOT_EQUAL -> compared != 0;
                case LESS -> compared < 0;
                case LESS_OR_EQUAL -> compared <= 0;
                case GREATER -> compared > 0;
                case GREATER_OR_EQUAL -> compared >= 0;
            };
        }
    }
}
