package dev.keysunset.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * The event history, read by one attribute.
 *
 * @param since how far back it is read
 */
record TrailRecords(CloudTrailClient client, Instant since) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int PAGES = 20;

    /** One event, as the history lists it and as CloudTrail wrote it. */
    record Found(Event event, JsonNode record) {
        String text(String member) {
            return record.path(member).asText();
        }
    }

    /** What the newest thousand events hold: more than one run makes. */
    List<Found> by(LookupAttributeKey attribute, String value) {
        var pages = client.lookupEventsPaginator(
                request -> request.startTime(since).lookupAttributes(wanted(attribute, value)));
        return pages.stream()
                .limit(PAGES)
                .flatMap(page -> page.events().stream())
                .map(event -> new Found(event, parsed(event.cloudTrailEvent())))
                .toList();
    }

    static LookupAttribute wanted(LookupAttributeKey attribute, String value) {
        return LookupAttribute.builder()
                .attributeKey(attribute)
                .attributeValue(value)
                .build();
    }

    List<Found> named(String operation, Predicate<Found> wanted) {
        return by(LookupAttributeKey.EVENT_NAME, operation).stream()
                .filter(wanted)
                .toList();
    }

    static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
