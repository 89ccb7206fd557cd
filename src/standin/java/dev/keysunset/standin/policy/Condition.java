package dev.keysunset.standin.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One condition: operator, key and the values it is compared with, of which one must fit (for a negated operator none).
 * IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
record Condition(Operator operator, boolean ifExists, String key, List<String> values) {

    /** The operators known here; another one makes a policy malformed rather than silently true. */
    enum Operator {
        STRINGEQUALS(false, String::equals),
        STRINGNOTEQUALS(true, String::equals),
        STRINGEQUALSIGNORECASE(false, String::equalsIgnoreCase),
        STRINGLIKE(false, (actual, wanted) -> Wildcard.matches(wanted, actual)),
        STRINGNOTLIKE(true, (actual, wanted) -> Wildcard.matches(wanted, actual)),
        ARNEQUALS(false, (actual, wanted) -> Wildcard.matches(wanted, actual)),
        ARNLIKE(false, (actual, wanted) -> Wildcard.matches(wanted, actual)),
        ARNNOTLIKE(true, (actual, wanted) -> Wildcard.matches(wanted, actual)),
        BOOL(false, String::equalsIgnoreCase),
        NUMERICEQUALS(false, (actual, wanted) -> number(actual, wanted) == 0),
        NUMERICNOTEQUALS(true, (actual, wanted) -> number(actual, wanted) == 0),
        NUMERICLESSTHAN(false, (actual, wanted) -> number(actual, wanted) < 0),
        NUMERICLESSTHANEQUALS(false, (actual, wanted) -> number(actual, wanted) <= 0),
        NUMERICGREATERTHAN(false, (actual, wanted) -> number(actual, wanted) > 0),
        NUMERICGREATERTHANEQUALS(false, (actual, wanted) -> number(actual, wanted) >= 0),
        DATEEQUALS(false, (actual, wanted) -> date(actual, wanted) == 0),
        DATENOTEQUALS(true, (actual, wanted) -> date(actual, wanted) == 0),
        DATELESSTHAN(false, (actual, wanted) -> date(actual, wanted) < 0),
        DATELESSTHANEQUALS(false, (actual, wanted) -> date(actual, wanted) <= 0),
        DATEGREATERTHAN(false, (actual, wanted) -> date(actual, wanted) > 0),
        DATEGREATERTHANEQUALS(false, (actual, wanted) -> date(actual, wanted) >= 0),
        NULL(false, String::equalsIgnoreCase);

        private final boolean negated;

        @SuppressWarnings("ImmutableEnumChecker") // The lambdas above hold no state.
        private final BiPredicate<String, String> fits;

        Operator(boolean negated, BiPredicate<String, String> fits) {
            this.negated = negated;
            this.fits = fits;
        }
    }

    static Condition of(String operatorName, String key, List<String> values) {
        var ifExists = operatorName.endsWith("IfExists");
        var name = ifExists ? operatorName.substring(0, operatorName.length() - "IfExists".length()) : operatorName;
        var operator = operator(name)
                .orElseThrow(() -> new MalformedPolicyException("Unknown condition operator " + operatorName));
        return new Condition(operator, ifExists, key.toLowerCase(Locale.ROOT), List.copyOf(values));
    }

    boolean holds(Map<String, List<String>> context) {
        var actual = context.getOrDefault(key, List.of());
        if (operator == Operator.NULL) {
            return values.contains(Boolean.toString(actual.isEmpty()));
        }
        if (actual.isEmpty()) {
            return ifExists || operator.negated;
        }
        var fits = actual.stream()
                .anyMatch(value -> values.stream().anyMatch(wanted -> operator.fits.test(value, wanted)));
        return operator.negated != fits;
    }

    private static Optional<Operator> operator(String name) {
        try {
            return Optional.of(Operator.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int number(String actual, String wanted) {
        return new BigDecimal(actual).compareTo(new BigDecimal(wanted));
    }

    private static int date(String actual, String wanted) {
        return instant(actual).compareTo(instant(wanted));
    }

    /** ISO 8601 or seconds since the epoch, as IAM allows. */
    private static Instant instant(String text) {
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedPolicyException("Not a date: " + text, e);
        }
    }
}
