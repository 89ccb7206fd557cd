package dev.keysunset.aws.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Queues.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the envelope in which EventBridge sends an event, and leaves what is inside as it came (EventBridge User Guide, "AWS
 * service event metadata"). Events of CloudTrail hold a record; events of KMS itself name a key and say what became of it.
 */
final class EventEnvelope {
    private static final JsonFactory JSON = new JsonFactory();

    /** What every CloudTrail record has, also one that a rule sends without its envelope. */
    private static final Set<String> OF_A_RECORD = Set.of("eventSource", "eventName", "eventID");

    private static final String OF_CLOUDTRAIL = " via CloudTrail";
    private static final String KMS = "aws.kms";

    private final String body;
    private final Set<String> members = new HashSet<>();
    private String source = "";
    private String detailType = "";
    private Optional<String> detail = Optional.empty();
    private Optional<KeyArn> key = Optional.empty();

    private EventEnvelope(String body) {
        this.body = body;
    }

    static Content read(String body) {
        var envelope = new EventEnvelope(body);
        try (var json = JSON.createParser(body)) {
            return envelope.read(json);
        } catch (JsonProcessingException e) {
            return new Content.Foreign("not JSON: " + e.getOriginalMessage(), body);
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    private Content read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return new Content.Foreign("not a JSON object", body);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json, json.currentName());
        }
        return json.nextToken() == null ? content() : new Content.Foreign("more than one JSON object", body);
    }

    private Content content() {
        if (members.containsAll(OF_A_RECORD)) {
            return new Content.TrailRecord(body);
        }
        if (detailType.endsWith(OF_CLOUDTRAIL) && detail.isPresent()) {
            return new Content.TrailRecord(detail.get());
        }
        return source.equals(KMS) && key.isPresent()
                ? new Content.Announcement(key.get(), body)
                : new Content.Foreign("not an event of CloudTrail or KMS", body);
    }

    private void member(JsonParser json, String name) throws IOException {
        members.add(name);
        json.nextToken();
        switch (name) {
            case "source" -> source = text(json);
            case "detail-type" -> detailType = text(json);
            case "detail" -> detail = object(json);
            case "resources" -> key = firstKey(json);
            default -> json.skipChildren();
        }
    }

    private static String text(JsonParser json) throws IOException {
        json.skipChildren();
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    }

    private Optional<String> object(JsonParser json) throws IOException {
        var from = (int) json.currentTokenLocation().getCharOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Optional.empty();
        }
        json.skipChildren();
        return Optional.of(body.substring(from, (int) json.currentLocation().getCharOffset()));
    }

    private static Optional<KeyArn> firstKey(JsonParser json) throws IOException {
        var first = Optional.<KeyArn>empty();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                var named = KeyArn.parse(text(json));
                first = first.isPresent() ? first : named;
            }
        }
        json.skipChildren();
        return first;
    }
}
