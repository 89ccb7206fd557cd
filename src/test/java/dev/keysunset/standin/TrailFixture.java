package dev.keysunset.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.story.KeyUse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Reads what CloudTrail tells, by event history and by log group. */
abstract class TrailFixture extends StandInFixture {
    static final String GROUP = "/aws/cloudtrail/management";
    static final KeyUse ORDERS = KeyUse.by("arn:aws:iam::111122223333:role/orders-app", "Decrypt");
    static final Duration ALL_DELIVERED = Duration.ofMinutes(15);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    KeyArn disabledKey() {
        var key = key();
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        return key;
    }

    void allDelivered() {
        standIn.clock().advance(ALL_DELIVERED);
    }

    /** The events of KMS, newest first. */
    List<Event> history(String account) {
        return history(account, LookupAttributeKey.EVENT_SOURCE, "kms.amazonaws.com");
    }

    List<Event> history(String account, LookupAttributeKey key, String value) {
        var attribute = LookupAttribute.builder()
                .attributeKey(key)
                .attributeValue(value)
                .build();
        return clients.cloudTrail(account).lookupEventsPaginator(r -> r.lookupAttributes(attribute)).events().stream()
                .toList();
    }

    /** The records of one event name in an account's history, newest first. */
    List<JsonNode> records(String account, String eventName) {
        return history(account).stream()
                .filter(event -> event.eventName().equals(eventName))
                .map(event -> parsed(event.cloudTrailEvent()))
                .toList();
    }

    List<FilteredLogEvent> logEvents(String pattern) {
        return logEvents(ACCOUNT, r -> r.logGroupName(GROUP).filterPattern(pattern));
    }

    List<FilteredLogEvent> logEvents(String account, Consumer<FilterLogEventsRequest.Builder> request) {
        var asked = FilterLogEventsRequest.builder().applyMutation(request).build();
        return clients.logs(account).filterLogEventsPaginator(asked).events().stream()
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
