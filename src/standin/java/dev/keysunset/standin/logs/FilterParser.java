package dev.keysunset.standin.logs;

import dev.keysunset.standin.logs.Condition.Comparison;
import dev.keysunset.standin.logs.Selector.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads JSON filter patterns by recursive descent: or, and, comparison. */
final class FilterParser {
    private static final int LONGEST = 1024;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Cursor cursor;
    private final RegularExpressions expressions = new RegularExpressions();

    private FilterParser(String text) {
        this.cursor = new Cursor(text);
    }

    /**
     * Reads a pattern; an empty one matches everything.
     *
     * @throws dev.keysunset.standin.wire.AwsError an InvalidParameterException if the pattern cannot be read
     */
    static FilterPattern parse(String pattern) {
        if (pattern.length() > LONGEST) {
            throw LogsCall.invalid("1 validation error detected: Value at 'filterPattern' failed to satisfy constraint:"
                    + " Member must have length less than or equal to " + LONGEST);
        }
        var trimmed = pattern.strip();
        if (trimmed.isEmpty()) {
            return new FilterPattern.Everything();
        }
        return trimmed.startsWith("{")
                ? new FilterPattern.OfJson(new FilterParser(trimmed).json())
                : TermsParser.parse(trimmed);
    }

    private Condition json() {
        cursor.expect("{");
        var condition = or();
        cursor.expect("}");
        if (!cursor.isAtEnd()) {
            throw cursor.invalid("nothing after the closing brace");
        }
        return condition;
    }

    private Condition or() {
        var parts = new ArrayList<>(List.of(and()));
        while (cursor.accept("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(List.copyOf(parts));
    }

    private Condition and() {
        var parts = new ArrayList<>(List.of(part()));
        while (cursor.accept("&&")) {
            parts.add(part());
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(List.copyOf(parts));
    }

    private Condition part() {
        if (cursor.accept("(")) {
            var inner = or();
            cursor.expect(")");
            return inner;
        }
        var selector = selector();
        if (cursor.acceptWords("NOT", "EXISTS")) {
            return new Condition.Exists(selector, false);
        }
        if (cursor.accept("EXISTS")) {
            return new Condition.Exists(selector, true);
        }
        return cursor.accept("IS") ? is(selector) : comparison(selector);
    }

    private Condition is(Selector selector) {
        if (cursor.accept("NULL")) {
            return new Condition.IsNull(selector);
        }
        if (cursor.accept("TRUE")) {
            return new Condition.IsBoolean(selector, true);
        }
        cursor.expect("FALSE");
        return new Condition.IsBoolean(selector, false);
    }

    private Condition comparison(Selector selector) {
        var comparison = Arrays.stream(Comparison.values())
                .filter(candidate -> cursor.accept(candidate.sign()))
                .findFirst()
                .orElseThrow(() -> cursor.invalid("an operator"));
        var isEquality = comparison.isEquality();
        var negated = comparison == Comparison.NOT_EQUAL;
        if (cursor.accept("%")) {
            return texts(selector, expressions.read(cursor), isEquality, negated);
        }
        if (cursor.accept("\"")) {
            return texts(selector, wildcard(cursor.until("\"")), isEquality, negated);
        }
        var value = cursor.run("a value", sign -> !Character.isWhitespace(sign) && "()&|{}\"".indexOf(sign) < 0);
        return NUMBER.matcher(value).matches()
                ? new Condition.NumberCompares(selector, comparison, new BigDecimal(value))
                : texts(selector, wildcard(value), isEquality, negated);
    }

    private Condition texts(Selector selector, Predicate<String> wanted, boolean isEquality, boolean negated) {
        if (!isEquality) {
            throw cursor.invalid("a number to compare with");
        }
        return new Condition.TextEquals(selector, wanted, negated);
    }

    private Selector selector() {
        cursor.expect("$");
        var steps = new ArrayList<Step>();
        while (cursor.isNext(".") || cursor.isNext("[")) {
            if (cursor.isNext(".")) {
                cursor.expect(".");
            }
            steps.add(cursor.isNext("[") ? bracketed() : member());
        }
        return new Selector(List.copyOf(steps));
    }

    private Step member() {
        if (cursor.accept("*")) {
            return new Step.Every();
        }
        if (cursor.accept("\"")) {
            return new Step.Member(cursor.until("\""));
        }
        return new Step.Member(cursor.run(
                "the name of a property",
                sign -> Character.isLetterOrDigit(sign) || sign == '_' || sign == '-' || sign == ':' || sign == '@'));
    }

    /** An index, a wildcard, or a name that needs quotes. */
    private Step bracketed() {
        cursor.expect("[");
        var step = switch (quote()) {
            case "" ->
                cursor.accept("*")
                        ? new Step.Every()
                        : new Step.Index(Integer.parseInt(cursor.run("an index", Character::isDigit)));
            case String quote -> new Step.Member(cursor.until(quote));
        };
        cursor.expect("]");
        return step;
    }

    private String quote() {
        if (cursor.accept("\"")) {
            return "\"";
        }
        return cursor.accept("'") ? "'" : "";
    }

    private static Predicate<String> wildcard(String value) {
        return Pattern.compile(Pattern.quote(value).replace("*", "\\E.*\\Q"), Pattern.DOTALL)
                .asMatchPredicate();
    }
}
