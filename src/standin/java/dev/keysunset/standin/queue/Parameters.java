package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The parameters of a request or of one entry of a batch. The Query protocol brings numbers as texts. */
record Parameters(JsonNode node) {

    Optional<String> text(String name) {
        var value = node.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /**
     * A text that must be there.
     *
     * @throws dev.keysunset.standin.wire.AwsError MissingParameter
     */
    String required(String name) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> QueueErrors.missing(name));
    }

    /**
     * A whole number; empty if it is absent.
     *
     * @throws dev.keysunset.standin.wire.AwsError InvalidParameterValue if it is outside of its range
     */
    OptionalInt number(String name, int least, int most) {
        return text(name)
                .map(text -> OptionalInt.of(within(name, text, least, most)))
                .orElseGet(OptionalInt::empty);
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        node.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    Map<String, String> map(String name) {
        return Json.strings(node.path(name));
    }

    private static int within(String name, String text, int least, int most) {
        try {
            var value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw QueueErrors.invalidParameter(name, text, "Must be an integer.");
        }
        throw QueueErrors.invalidParameter(name, text, "Must be between " + least + " and " + most + ", if provided.");
    }
}
