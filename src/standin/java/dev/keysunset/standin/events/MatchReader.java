package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.events.Match.Text.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads one element of a list of values: a value, or an operator. What is wrong is said in the words of AWS. */
final class MatchReader {
    private static final String PREFIX = "prefix";
    private static final String SUFFIX = "suffix";
    private static final String IGNORE_CASE = "equals-ignore-case";
    private static final String WILDCARD = "wildcard";
    private static final int ONE_BOUND = 2;
    private static final int TWO_BOUNDS = 4;

    private MatchReader() {}

    /**
     * Reads an element.
     *
     * @throws IllegalArgumentException if it is none, with AWS's reason
     */
    static Match read(JsonNode node) {
        if (!node.isObject()) {
            return new Match.Exactly(node);
        }
        if (node.isEmpty()) {
            throw new IllegalArgumentException("Match expression name not found");
        }
        if (node.size() > 1) {
            throw new IllegalArgumentException("Only one key allowed in match expression");
        }
        var operator = node.fieldNames().next();
        var operand = node.path(operator);
        return switch (operator) {
            case PREFIX -> affix(Comparison.PREFIX, operand);
            case SUFFIX -> affix(Comparison.SUFFIX, operand);
            case IGNORE_CASE -> new Match.Text(Comparison.EQUALS, text(operator, operand), true);
            case WILDCARD -> wildcard(operand);
            case "anything-but" -> new Match.AnythingBut(excluded(operand));
            case "numeric" -> new Match.Numeric(bounds(operand));
            case "exists" -> new Match.Exists(flag(operand));
            case "cidr" -> cidr(operand);
            default -> throw new IllegalArgumentException("Unrecognized match type " + operator);
        };
    }

    /** {@code {"prefix": "a"}}, or {@code {"prefix": {"equals-ignore-case": "a"}}}. */
    private static Match affix(Comparison comparison, JsonNode operand) {
        var name = comparison == Comparison.PREFIX ? PREFIX : SUFFIX;
        return operand.isObject() && operand.size() == 1 && operand.has(IGNORE_CASE)
                ? new Match.Text(comparison, text(IGNORE_CASE, operand.path(IGNORE_CASE)), true)
                : new Match.Text(comparison, text(name, operand), false);
    }

    private static Match wildcard(JsonNode operand) {
        var wanted = text(WILDCARD, operand);
        if (wanted.contains("**")) {
            throw new IllegalArgumentException("Consecutive wildcard characters at pos " + wanted.indexOf("**"));
        }
        var regex = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            var letter = wanted.charAt(i);
            if (letter == '\\') {
                i++;
                if (i == wanted.length() || "\\*".indexOf(wanted.charAt(i)) < 0) {
                    throw new IllegalArgumentException("Invalid escape character at pos " + i);
                }
                regex.append(Pattern.quote(wanted.substring(i, i + 1)));
            } else {
                regex.append(letter == '*' ? ".*" : Pattern.quote(String.valueOf(letter)));
            }
        }
        return new Match.Wildcard(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    private static List<Match> excluded(JsonNode operand) {
        if (operand.isObject()) {
            var operator = operand.size() == 1 ? operand.fieldNames().next() : "";
            if (!List.of(PREFIX, SUFFIX, IGNORE_CASE, WILDCARD).contains(operator)) {
                throw new IllegalArgumentException("Unsupported anything-but pattern: " + operator);
            }
            return each(operand.path(operator), value -> excluded(operator, value));
        }
        var values = each(operand, Match.Exactly::new);
        var numbers = each(operand, value -> value).stream()
                .filter(JsonNode::isNumber)
                .count();
        var texts = each(operand, value -> value).stream()
                .filter(JsonNode::isTextual)
                .count();
        if (numbers + texts < values.size()) {
            throw new IllegalArgumentException("Inside anything but list, start|null|boolean is not supported.");
        }
        if (values.isEmpty() || (numbers > 0 && texts > 0)) {
            throw new IllegalArgumentException(
                    "Inside anything but list, either all values are number or string, mixed type is not supported");
        }
        return List.copyOf(values);
    }

    private static Match excluded(String operator, JsonNode value) {
        if (value.isTextual() && value.asText().isEmpty() && !operator.equals(IGNORE_CASE)) {
            throw new IllegalArgumentException("Null prefix/suffix not allowed");
        }
        return switch (operator) {
            case PREFIX -> new Match.Text(Comparison.PREFIX, text(operator, value), false);
            case SUFFIX -> new Match.Text(Comparison.SUFFIX, text(operator, value), false);
            case WILDCARD -> wildcard(value);
            default -> new Match.Text(Comparison.EQUALS, text(operator, value), true);
        };
    }

    private static List<Predicate<BigDecimal>> bounds(JsonNode operand) {
        if (!operand.isArray()) {
            throw new IllegalArgumentException("Value of numeric must be an array.");
        }
        if (operand.size() != ONE_BOUND && operand.size() != TWO_BOUNDS) {
            throw new IllegalArgumentException(
                    operand.size() > TWO_BOUNDS
                            ? "Too many terms in numeric range expression"
                            : "Invalid member in numeric match: "
                                    + operand.path(0).asText());
        }
        var first = operand.path(0).asText();
        var bounds = new ArrayList<Predicate<BigDecimal>>(List.of(bound(first, operand.path(1))));
        if (operand.size() == TWO_BOUNDS) {
            var second = operand.path(2).asText();
            if (!first.startsWith(">")) {
                throw new IllegalArgumentException("Too many elements in numeric expression");
            }
            if (!second.startsWith("<")) {
                throw new IllegalArgumentException("Bad numeric range operator: " + second);
            }
            bounds.add(bound(second, operand.path(3)));
            if (operand.path(1).decimalValue().compareTo(operand.path(3).decimalValue()) >= 0) {
                throw new IllegalArgumentException("Bottom must be less than top");
            }
        }
        return List.copyOf(bounds);
    }

    private static Predicate<BigDecimal> bound(String operator, JsonNode operand) {
        if (!List.of("=", "<", "<=", ">", ">=").contains(operator)) {
            throw new IllegalArgumentException("Unrecognized numeric range operator: " + operator);
        }
        if (!operand.isNumber()) {
            throw new IllegalArgumentException(
                    "Value of " + (operator.equals("=") ? "equals" : operator) + " must be numeric");
        }
        var bound = operand.decimalValue();
        return switch (operator) {
            case "=" -> value -> value.compareTo(bound) == 0;
            case "<" -> value -> value.compareTo(bound) < 0;
            case "<=" -> value -> value.compareTo(bound) <= 0;
            case ">" -> value -> value.compareTo(bound) > 0;
            default -> value -> value.compareTo(bound) >= 0;
        };
    }

    private static boolean flag(JsonNode operand) {
        if (!operand.isBoolean()) {
            throw new IllegalArgumentException("exists match pattern must be either true or false.");
        }
        return operand.asBoolean();
    }

    private static Match cidr(JsonNode operand) {
        return AddressBlock.parse(text("cidr", operand))
                .map(Match.Cidr::new)
                .orElseThrow(() -> new IllegalArgumentException("Malformed CIDR, one '/' required"));
    }

    private static String text(String operator, JsonNode operand) {
        if (!operand.isTextual()) {
            throw new IllegalArgumentException(operator + " match pattern must be a string");
        }
        return operand.asText();
    }

    /** One value, or each of a list. */
    private static <T> List<T> each(JsonNode operand, Function<JsonNode, T> reader) {
        var read = new ArrayList<T>();
        if (operand.isArray()) {
            operand.forEach(value -> read.add(reader.apply(value)));
        } else {
            read.add(reader.apply(operand));
        }
        return read;
    }
}
