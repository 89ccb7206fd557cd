package dev.keysunset.standin.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.wire.AwsError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads event patterns by recursive descent over their tokens, so that an error can say where it is. */
final class PatternParser {
    private static final JsonFactory FACTORY =
            new JsonFactory(JsonMapper.builder().build());
    private static final int FEWEST_ALTERNATIVES = 2;

    private final String text;
    private final JsonParser tokens;

    private PatternParser(String text, JsonParser tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /**
     * Reads a pattern.
     *
     * @throws AwsError an InvalidEventPatternException in AWS's words
     */
    static EventPattern parse(String text) {
        try (var tokens = FACTORY.createParser(text)) {
            return new PatternParser(text, tokens).whole();
        } catch (JsonParseException e) {
            throw invalid(text, e.getOriginalMessage(), e.getLocation());
        } catch (IOException e) {
            throw new IllegalStateException("A text cannot fail to be read", e);
        }
    }

    private EventPattern whole() throws IOException {
        if (tokens.nextToken() != JsonToken.START_OBJECT) {
            throw invalid("Filter is not an object");
        }
        return members();
    }

    private EventPattern.Members members() throws IOException {
        var members = new LinkedHashMap<String, EventPattern>();
        var alternatives = new ArrayList<EventPattern.AnyOf>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            var name = tokens.currentName();
            if (name.equals("$or")) {
                alternatives.add(alternatives());
                continue;
            }
            switch (tokens.nextToken()) {
                case START_OBJECT -> members.put(name, members());
                case START_ARRAY -> members.put(name, values());
                default -> throw invalid("\"" + name + "\" must be an object or an array");
            }
        }
        if (members.isEmpty() && alternatives.isEmpty()) {
            throw invalid("Empty objects are not allowed");
        }
        return new EventPattern.Members(members, List.copyOf(alternatives));
    }

    private EventPattern.AnyOf alternatives() throws IOException {
        if (tokens.nextToken() != JsonToken.START_ARRAY) {
            throw invalid("It must be an Array followed with $or.");
        }
        var parts = new ArrayList<EventPattern>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            if (tokens.currentToken() != JsonToken.START_OBJECT) {
                throw invalid("Only JSON object is allowed in array of $or relationship.");
            }
            parts.add(members());
        }
        if (parts.size() < FEWEST_ALTERNATIVES) {
            throw invalid("There must have at least 2 Objects in $or relationship.");
        }
        return new EventPattern.AnyOf(List.copyOf(parts));
    }

    private EventPattern values() throws IOException {
        var matches = new ArrayList<Match>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            if (tokens.currentToken() == JsonToken.START_ARRAY) {
                throw invalid("Match value must be String, number, true, false, or null");
            }
            matches.add(match());
        }
        if (matches.isEmpty()) {
            throw invalid("Empty arrays are not allowed");
        }
        return new EventPattern.Values(List.copyOf(matches));
    }

    private Match match() throws IOException {
        try {
            return MatchReader.read(tokens.readValueAsTree());
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private AwsError invalid(String reason) {
        return invalid(text, reason, tokens.currentLocation());
    }

    private static AwsError invalid(String text, String reason, JsonLocation at) {
        return new AwsError(
                "InvalidEventPatternException",
                "Event pattern is not valid. Reason: " + reason + " at [Source: (String)\"" + text + "\"; line: "
                        + at.getLineNr() + ", column: " + at.getColumnNr() + "]");
    }
}
