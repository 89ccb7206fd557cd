package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Reads the fields of a control request; what is wrong is said by the field's name. */
record Fields(JsonNode node) {

    Optional<String> text(String name) {
        var value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + ": is required"));
    }

    KeyArn requiredKeyArn() {
        var text = required("keyArn");
        return KeyArn.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("keyArn: not the ARN of a KMS key: " + text));
    }

    /** {@code {operation, principal, onBehalfOf?, encryptionContext?, destination?}}. */
    KeyUse keyUse() {
        return new KeyUse(
                required("operation"),
                required("principal"),
                text("onBehalfOf"),
                Json.strings(node.path("encryptionContext")),
                text("destination"));
    }

    Optional<Duration> duration(String name) {
        return text(name).map(value -> {
            try {
                return Duration.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(name + ": not an ISO 8601 duration such as P1D: " + value, e);
            }
        });
    }

    Optional<Instant> instant(String name) {
        return text(name).map(value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(name + ": not an ISO 8601 instant: " + value, e);
            }
        });
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name).map(value -> constant(name, value, type));
    }

    static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + ": one of " + Arrays.toString(type.getEnumConstants()) + ", not " + value));
    }

    Optional<Integer> number(String name) {
        return text(name).map(value -> {
            if (!node.path(name).isInt() || node.path(name).asInt() < 0) {
                throw new IllegalArgumentException(name + ": a number that is not negative, not " + value);
            }
            return node.path(name).asInt();
        });
    }
}
