package dev.keysunset.standin.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** How a protocol writes the values that have no parts. */
enum WireForm {
    /** AWS JSON 1.0 and 1.1: numbers are numbers, and times are seconds since the epoch unless the model says more. */
    JSON(Format.UNIX_TIMESTAMP),
    /** AWS Query: all values are text, and times are ISO 8601. */
    QUERY(Format.ISO_8601);

    /** A time in seconds is beyond this in the year 5138, and one in milliseconds was before it in 1973. */
    private static final double BETWEEN_SECONDS_AND_MILLISECONDS = 1e11;

    private static final double SECONDS_OF_2001 = 1e9;

    private static final String WHOLE = "-?\\d+";
    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";

    private final Format timestamps;

    WireForm(Format timestamps) {
        this.timestamps = timestamps;
    }

    private boolean isWhole(JsonNode value) {
        return this == JSON ? value.isIntegralNumber() : value.asText().matches(WHOLE);
    }

    private boolean isNumber(JsonNode value) {
        return this == JSON ? value.isNumber() : value.asText().matches(NUMBER);
    }

    private boolean isBoolean(JsonNode value) {
        return this == JSON ? value.isBoolean() : value.asText().matches("true|false");
    }

    /** What the value should have been; empty if it is that. */
    String wrong(SdkField<?> field, JsonNode value) {
        var type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> value.isTextual() ? "" : "a text";
            case SHORT, BYTE, INTEGER -> isWhole(value) ? "" : "a whole number";
            case LONG -> wrongLong(field, value);
            case FLOAT, DOUBLE, BIG_DECIMAL -> isNumber(value) ? "" : "a number";
            case BOOLEAN -> isBoolean(value) ? "" : "true or false";
            case INSTANT -> wrongTime(field, value);
            case SDK_BYTES -> value.isTextual() && isBase64(value.textValue()) ? "" : "base 64";
            case NULL, SDK_POJO, LIST, MAP, DOCUMENT -> throw new IllegalArgumentException(type + " has parts");
        };
    }

    /** The model writes the times of CloudWatch Logs as long numbers of milliseconds. */
    private String wrongLong(SdkField<?> field, JsonNode value) {
        if (!isWhole(value)) {
            return "a whole number";
        }
        var isTime = field.locationName().matches("(?i).*time(stamp)?");
        return isTime && Math.abs(value.asLong()) < BETWEEN_SECONDS_AND_MILLISECONDS
                ? "milliseconds since the epoch"
                : "";
    }

    private String wrongTime(SdkField<?> field, JsonNode value) {
        var format = field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(timestamps);
        return switch (format) {
            case UNIX_TIMESTAMP ->
                isNumber(value) && isSeconds(value.asDouble()) ? "" : "a number of seconds since the epoch";
            case UNIX_TIMESTAMP_MILLIS ->
                isWhole(value) && value.asLong() > BETWEEN_SECONDS_AND_MILLISECONDS
                        ? ""
                        : "milliseconds since the epoch";
            case ISO_8601 -> value.isTextual() && isIso(value.textValue()) ? "" : "a time as ISO 8601";
            case RFC_822 -> throw new IllegalArgumentException("No body has times in headers' form");
        };
    }

    private static boolean isSeconds(double value) {
        return value > SECONDS_OF_2001 && value < BETWEEN_SECONDS_AND_MILLISECONDS;
    }

    private static boolean isIso(String text) {
        try {
            Instant.parse(text);
            return text.endsWith("Z");
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
