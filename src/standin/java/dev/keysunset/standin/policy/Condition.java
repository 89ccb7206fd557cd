package dev.keysunset.standin.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One condition: operator, key and the values it is compared with, of which one must fit. */
record Condition(Quantifier quantifier, Operator operator, boolean ifExists, String key, List<Wanted> values) {
    private static final String IF_EXISTS = "IfExists";

    /** For which of a key's values a condition must hold. */
    enum Quantifier {
        /** Of a key that has one value. */
        NONE(""),
        /** Also if there is no value at all. */
        ALL("ForAllValues:"),
        ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** A value in the policy: a test made once, unless a variable in it has to be filled in for each request. */
    record Wanted(String text, Optional<Predicate<String>> test) {}

    /**
     * Reads a condition.
     *
     * @throws MalformedPolicyException for an unknown operator, or a value that the operator cannot compare with: rather
     *     than being silently true
     */
    static Condition of(String operatorName, String key, List<String> values) {
        var quantifier = quantifier(operatorName);
        var name = operatorName.substring(quantifier.prefix.length());
        var ifExists = name.endsWith(IF_EXISTS);
        var operator = Operator.named(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name)
                .filter(found -> found != Operator.NULL || !ifExists)
                .orElseThrow(() -> new MalformedPolicyException("Unknown condition operator " + operatorName));
        return new Condition(
                quantifier,
                operator,
                ifExists,
                key.toLowerCase(Locale.ROOT),
                values.stream().map(value -> wanted(operator, value)).toList());
    }

    boolean holds(ConditionValues context) {
        var actual = context.of(key);
        if (operator == Operator.NULL) {
            return fits(context, Boolean.toString(actual.isEmpty()));
        }
        if (actual.isEmpty() && quantifier != Quantifier.ALL) {
            return ifExists || (operator.negated() && quantifier == Quantifier.NONE);
        }
        return switch (quantifier) {
            case NONE -> operator.negated() != actual.stream().anyMatch(value -> fits(context, value));
            case ALL -> actual.stream().allMatch(value -> operator.negated() != fits(context, value));
            case ANY -> actual.stream().anyMatch(value -> operator.negated() != fits(context, value));
        };
    }

    private boolean fits(ConditionValues context, String value) {
        return values.stream()
                .anyMatch(wanted -> wanted.test()
                        .or(() -> Variables.filled(wanted.text(), context).map(operator::compile))
                        .filter(test -> test.test(value))
                        .isPresent());
    }

    private static Wanted wanted(Operator operator, String value) {
        return new Wanted(value, Variables.isIn(value) ? Optional.empty() : Optional.of(operator.compile(value)));
    }

    private static Quantifier quantifier(String operatorName) {
        if (operatorName.startsWith(Quantifier.ALL.prefix)) {
            return Quantifier.ALL;
        }
        return operatorName.startsWith(Quantifier.ANY.prefix) ? Quantifier.ANY : Quantifier.NONE;
    }
}
