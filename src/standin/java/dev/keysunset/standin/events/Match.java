package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One comparison with a value. Amazon EventBridge User Guide, "Comparison operators for use in event patterns". */
sealed interface Match {

    /** Whether a value that is there matches. */
    boolean matches(JsonNode value);

    /** Whether it matches that there is no value. */
    default boolean absent() {
        return false;
    }

    /** The same value of the same type; 300 and 3.0e2 are the same. */
    record Exactly(JsonNode wanted) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return (wanted.isNumber() && value.isNumber())
                    ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                    : wanted.equals(value);
        }
    }

    /** A text that begins, ends or reads as asked. */
    record Text(Comparison comparison, String wanted, boolean ignoringCase) implements Match {
        /** What of the text is compared. */
        enum Comparison {
            PREFIX,
            SUFFIX,
            EQUALS
        }

        @Override
        public boolean matches(JsonNode value) {
            if (!value.isTextual()) {
                return false;
            }
            var text = folded(value.asText());
            return switch (comparison) {
                case PREFIX -> text.startsWith(folded(wanted));
                case SUFFIX -> text.endsWith(folded(wanted));
                case EQUALS -> text.equals(folded(wanted));
            };
        }

        private String folded(String text) {
            return ignoringCase ? text.toLowerCase(Locale.ROOT) : text;
        }
    }

    record Wildcard(Pattern wanted) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && wanted.matcher(value.asText()).matches();
        }
    }

    /** Any value but these; a missing one does not match. */
    record AnythingBut(List<Match> excluded) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return excluded.stream().noneMatch(match -> match.matches(value));
        }
    }

    /** A number within all of these bounds. */
    record Numeric(List<Predicate<BigDecimal>> bounds) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber() && bounds.stream().allMatch(bound -> bound.test(value.decimalValue()));
        }
    }

    record Exists(boolean wanted) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return wanted;
        }

        @Override
        public boolean absent() {
            return !wanted;
        }
    }

    record Cidr(AddressBlock block) implements Match {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && block.contains(value.asText());
        }
    }
}
