package dev.keysunset.aws.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.CallFailed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which whole days the numeric conditions of a Deny statement shut out (KMS Developer Guide, condition keys; IAM User Guide,
 * numeric condition operators: several values are alternatives). Only "less than" conditions are read: others do not guard
 * against acting too early.
 */
final class NumericDeny {
    private static final String LESS_THAN = "NumericLessThan";
    private static final String LESS_THAN_EQUALS = "NumericLessThanEquals";
    private static final String IF_EXISTS = "IfExists";

    private NumericDeny() {}

    /** The largest number of days without use at which the step is still denied. */
    static Optional<Integer> lastDeniedTrailingDay(JsonNode condition) {
        return largest(condition, "kms:TrailingDaysWithoutKeyUsage").filter(days -> days >= 0);
    }

    /** The smallest pending window that is not denied. */
    static Optional<Integer> firstPermittedWindow(JsonNode condition) {
        return largest(condition, "kms:ScheduleKeyDeletionPendingWindowInDays").map(days -> days + 1);
    }

    private static Optional<Integer> largest(JsonNode condition, String key) {
        return Stream.concat(
                        denied(condition, LESS_THAN, key, NumericDeny::below),
                        denied(condition, LESS_THAN_EQUALS, key, NumericDeny::upTo))
                .max(Comparator.naturalOrder());
    }

    private static Stream<Integer> denied(
            JsonNode condition, String operator, String key, Function<BigDecimal, Integer> largest) {
        return condition.properties().stream()
                .filter(entry ->
                        entry.getKey().equals(operator) || entry.getKey().equals(operator + IF_EXISTS))
                .flatMap(entry -> entry.getValue().properties().stream())
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .flatMap(entry -> KeyPolicies.items(entry.getValue()))
                .map(value -> largest.apply(number(value.asText(), key)));
    }

    private static int below(BigDecimal bound) {
        return whole(bound.setScale(0, RoundingMode.CEILING)) - 1;
    }

    private static int upTo(BigDecimal bound) {
        return whole(bound.setScale(0, RoundingMode.FLOOR));
    }

    private static BigDecimal number(String text, String key) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw unreadable(key, text);
        }
    }

    private static int whole(BigDecimal bound) {
        // A bound that no number of days comes near denies all the same; a million stands for it.
        return bound.min(BigDecimal.valueOf(1_000_000))
                .max(BigDecimal.valueOf(-1))
                .intValue();
    }

    private static CallFailed unreadable(String key, String text) {
        return CallFailed.malformed("kms:GetKeyPolicy", "MalformedPolicy", key + " is compared with \"" + text + "\"");
    }
}
