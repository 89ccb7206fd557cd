package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs. A comparison with a member that a record does not have is false, {@code !=}
 * included. Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric filters".
 */
sealed interface FilterPattern {

    boolean matches(JsonNode message);

    record Everything() implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return true;
        }
    }

    /** Words or quoted phrases that must all occur in the text of the event. */
    record Terms(List<String> terms) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            var text = message.toString();
            return terms.stream().allMatch(text::contains);
        }
    }

    record And(List<FilterPattern> parts) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return parts.stream().allMatch(part -> part.matches(message));
        }
    }

    record Or(List<FilterPattern> parts) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return parts.stream().anyMatch(part -> part.matches(message));
        }
    }

    record NotExists(Selector selector) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return selector.select(message).isMissingNode();
        }
    }

    record Exists(Selector selector) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return !selector.select(message).isMissingNode();
        }
    }

    record IsNull(Selector selector) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return selector.select(message).isNull();
        }
    }

    record IsBoolean(Selector selector, boolean wanted) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            var value = selector.select(message);
            return value.isBoolean() && value.asBoolean() == wanted;
        }
    }

    /** {@code =} or {@code !=} with a text in which {@code *} stands for anything. */
    record TextEquals(Selector selector, Pattern wanted, boolean negated) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            var value = selector.select(message);
            return value.isValueNode()
                    && !value.isNull()
                    && wanted.matcher(value.asText()).matches() != negated;
        }
    }

    /** A comparison with a number; the member must be one. */
    record NumberCompares(Selector selector, Comparison comparison, BigDecimal wanted) implements FilterPattern {
        @Override
        public boolean matches(JsonNode message) {
            return number(selector.select(message))
                    .map(value -> comparison.holds(value.compareTo(wanted)))
                    .orElse(false);
        }

        private static Optional<BigDecimal> number(JsonNode value) {
            return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
        }
    }

    /** The comparison operators, by their sign. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
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

    /** {@code $.a.b[0].c}: member names and array indexes, case-sensitive. */
    record Selector(List<Step> steps) {
        JsonNode select(JsonNode message) {
            var node = message;
            for (var step : steps) {
                node = step.apply(node);
            }
            return node;
        }
    }

    /** One step of a selector. */
    sealed interface Step {
        JsonNode apply(JsonNode node);

        record Member(String name) implements Step {
            @Override
            public JsonNode apply(JsonNode node) {
                return node.path(name);
            }
        }

        record Index(int index) implements Step {
            @Override
            public JsonNode apply(JsonNode node) {
                return node.path(index);
            }
        }
    }
}
