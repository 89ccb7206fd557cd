package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.PackedText;
import java.util.Optional;

/** What a filter pattern looks at: the text of an event, and as what JSON it can be read. */
final class LogLine {
    private final String text;
    private Optional<JsonNode> json = Optional.empty();

    LogLine(PackedText message) {
        this.text = message.toString();
    }

    String text() {
        return text;
    }

    /** Missing if the line is no JSON object: then no JSON pattern matches. */
    JsonNode json() {
        if (json.isEmpty()) {
            json = Optional.of(read());
        }
        return json.get();
    }

    private JsonNode read() {
        try {
            return text.startsWith("{") ? Json.readObject(text) : MissingNode.getInstance();
        } catch (AwsError noJson) {
            return MissingNode.getInstance();
        }
    }
}
