package dev.keysunset.standin.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The condition operators. IAM User Guide, "IAM JSON policy elements: Condition operators". A negated one holds if no
 * value fits, also if there is none.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold no state.
enum Operator {
    STRING_EQUALS(false, wanted -> wanted::equals),
    STRING_NOT_EQUALS(true, wanted -> wanted::equals),
    STRING_EQUALS_IGNORE_CASE(false, wanted -> wanted::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE(true, wanted -> wanted::equalsIgnoreCase),
    STRING_LIKE(false, wanted -> Wildcard.of(wanted)::matches),
    STRING_NOT_LIKE(true, wanted -> Wildcard.of(wanted)::matches),
    ARN_EQUALS(false, Operator::arn),
    ARN_LIKE(false, Operator::arn),
    ARN_NOT_EQUALS(true, Operator::arn),
    ARN_NOT_LIKE(true, Operator::arn),
    BINARY_EQUALS(false, wanted -> wanted::equals),
    BOOL(false, wanted -> wanted::equalsIgnoreCase),
    NUMERIC_EQUALS(false, number(order -> order == 0)),
    NUMERIC_NOT_EQUALS(true, number(order -> order == 0)),
    NUMERIC_LESS_THAN(false, number(order -> order < 0)),
    NUMERIC_LESS_THAN_EQUALS(false, number(order -> order <= 0)),
    NUMERIC_GREATER_THAN(false, number(order -> order > 0)),
    NUMERIC_GREATER_THAN_EQUALS(false, number(order -> order >= 0)),
    DATE_EQUALS(false, date(order -> order == 0)),
    DATE_NOT_EQUALS(true, date(order -> order == 0)),
    DATE_LESS_THAN(false, date(order -> order < 0)),
    DATE_LESS_THAN_EQUALS(false, date(order -> order <= 0)),
    DATE_GREATER_THAN(false, date(order -> order > 0)),
    DATE_GREATER_THAN_EQUALS(false, date(order -> order >= 0)),
    IP_ADDRESS(false, wanted -> AddressRange.parse(wanted)::contains),
    NOT_IP_ADDRESS(true, wanted -> AddressRange.parse(wanted)::contains),
    /** Asks only whether the key is there. */
    NULL(false, wanted -> wanted::equalsIgnoreCase);

    private final boolean negated;
    private final Function<String, Predicate<String>> compiler;

    Operator(boolean negated, Function<String, Predicate<String>> compiler) {
        this.negated = negated;
        this.compiler = compiler;
    }

    /** The operator as policies write it, such as {@code StringNotEquals}. */
    static Optional<Operator> named(String name) {
        return Arrays.stream(values())
                .filter(operator -> operator.name().replace("_", "").equalsIgnoreCase(name))
                .findFirst();
    }

    boolean negated() {
        return negated;
    }

    /**
     * A test of values in requests against one in the policy.
     *
     * @throws MalformedPolicyException if this operator cannot compare with {@code wanted}
     */
    Predicate<String> compile(String wanted) {
        return compiler.apply(wanted);
    }

    /** Part by part: a wildcard does not reach across a colon, except in the last part. */
    private static Predicate<String> arn(String wanted) {
        var parts = Arrays.stream(wanted.split(":", 6)).map(Wildcard::of).toList();
        return actual -> {
            var actualParts = actual.split(":", 6);
            if (actualParts.length != parts.size()) {
                return parts.size() == 1 && parts.getFirst().text().equals("*");
            }
            for (int i = 0; i < actualParts.length; i++) {
                if (!parts.get(i).matches(actualParts[i])) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Function<String, Predicate<String>> number(IntPredicate order) {
        return wanted -> {
            var limit = decimal(wanted).orElseThrow(() -> new MalformedPolicyException("Not a number: " + wanted));
            return actual -> decimal(actual)
                    .filter(value -> order.test(value.compareTo(limit)))
                    .isPresent();
        };
    }

    private static Function<String, Predicate<String>> date(IntPredicate order) {
        return wanted -> {
            var limit = instant(wanted).orElseThrow(() -> new MalformedPolicyException("Not a date: " + wanted));
            return actual -> instant(actual)
                    .filter(value -> order.test(value.compareTo(limit)))
                    .isPresent();
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** ISO 8601, the day alone too, or seconds since the epoch. */
    private static Optional<Instant> instant(String text) {
        try {
            if (text.matches("\\d{1,12}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
