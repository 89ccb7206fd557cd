package dev.keysunset.standin.logs;

import dev.keysunset.standin.logs.FilterPattern.Comparison;
import dev.keysunset.standin.logs.FilterPattern.Selector;
import dev.keysunset.standin.logs.FilterPattern.Step;
import dev.keysunset.standin.wire.AwsError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads filter patterns by recursive descent: or, and, comparison. */
final class FilterParser {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final String text;
    private int at;

    private FilterParser(String text) {
        this.text = text;
    }

    /**
     * Reads a pattern; an empty one matches everything.
     *
     * @throws AwsError an InvalidParameterException if the pattern cannot be read
     */
    static FilterPattern parse(String pattern) {
        var trimmed = pattern.strip();
        if (trimmed.isEmpty()) {
            return new FilterPattern.Everything();
        }
        return trimmed.startsWith("{") ? new FilterParser(trimmed).json() : terms(trimmed);
    }

    private static FilterPattern terms(String text) {
        return new FilterPattern.Terms(TERM.matcher(text)
                .results()
                .map(match -> match.group().replace("\"", ""))
                .toList());
    }

    private FilterPattern json() {
        expect("{");
        var expression = or();
        expect("}");
        if (at < text.length()) {
            throw invalid("nothing after the closing brace");
        }
        return expression;
    }

    private FilterPattern or() {
        var parts = new ArrayList<>(List.of(and()));
        while (accept("||")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new FilterPattern.Or(List.copyOf(parts));
    }

    private FilterPattern and() {
        var parts = new ArrayList<>(List.of(term()));
        while (accept("&&")) {
            parts.add(term());
        }
        return parts.size() == 1 ? parts.getFirst() : new FilterPattern.And(List.copyOf(parts));
    }

    private FilterPattern term() {
        if (accept("(")) {
            var inner = or();
            expect(")");
            return inner;
        }
        var selector = selector();
        if (accept("NOT EXISTS")) {
            return new FilterPattern.NotExists(selector);
        }
        if (accept("EXISTS")) {
            return new FilterPattern.Exists(selector);
        }
        if (accept("IS")) {
            return is(selector);
        }
        return comparison(selector);
    }

    private FilterPattern is(Selector selector) {
        if (accept("NULL")) {
            return new FilterPattern.IsNull(selector);
        }
        if (accept("TRUE")) {
            return new FilterPattern.IsBoolean(selector, true);
        }
        expect("FALSE");
        return new FilterPattern.IsBoolean(selector, false);
    }

    private FilterPattern comparison(Selector selector) {
        // The longer signs first: "<=" must not be read as "<".
        var comparison = Arrays.stream(Comparison.values())
                .sorted((a, b) -> b.sign().length() - a.sign().length())
                .filter(candidate -> accept(candidate.sign()))
                .findFirst()
                .orElseThrow(() -> invalid("an operator"));
        skipSpace();
        var quoted = text.startsWith("\"", at);
        var value = quoted ? quotedText() : bareText();
        if (!quoted && NUMBER.matcher(value).matches()) {
            return new FilterPattern.NumberCompares(selector, comparison, new BigDecimal(value));
        }
        if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
            throw invalid("a number after " + comparison.sign());
        }
        return new FilterPattern.TextEquals(selector, wildcard(value), comparison == Comparison.NOT_EQUAL);
    }

    private Selector selector() {
        expect("$");
        var steps = new ArrayList<Step>();
        while (at < text.length()) {
            if (text.startsWith(".", at)) {
                at++;
                steps.add(new Step.Member(run("[A-Za-z0-9_-]")));
            } else if (text.startsWith("[", at)) {
                at++;
                steps.add(new Step.Index(Integer.parseInt(run("[0-9]"))));
                expect("]");
            } else {
                break;
            }
        }
        return new Selector(List.copyOf(steps));
    }

    private String quotedText() {
        var end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw invalid("a closing quote");
        }
        var value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private String bareText() {
        return run("[^\\s()&|{}]");
    }

    private String run(String allowed) {
        var pattern = Pattern.compile(allowed);
        var start = at;
        while (at < text.length() && pattern.matcher(text.substring(at, at + 1)).matches()) {
            at++;
        }
        if (start == at) {
            throw invalid("a name or a value");
        }
        return text.substring(start, at);
    }

    private static Pattern wildcard(String value) {
        return Pattern.compile(Pattern.quote(value).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }

    private boolean accept(String token) {
        skipSpace();
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw invalid("'" + token + "'");
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private AwsError invalid(String expected) {
        return new AwsError(
                "InvalidParameterException",
                "Invalid filter pattern: at position " + at + " of " + text + " expected " + expected);
    }
}
