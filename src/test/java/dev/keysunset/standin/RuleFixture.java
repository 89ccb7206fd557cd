package dev.keysunset.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Rules that bring events to queues. */
abstract class RuleFixture extends QueueFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static final String OWN = "{\"source\":[\"demo\"]}";

    static final String ADMITTING = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
        "Action":"sqs:SendMessage","Resource":"%s",\
        "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:us-east-1:111122223333:rule/rule"}}}]}\
        """;

    final EventBridgeClient events = clients.eventBridge(ACCOUNT);

    String feed(String pattern, RuleState state) {
        var url = queue("feed");
        admit(url, "feed");
        rule(pattern, state, target("feed"));
        return url;
    }

    void admit(String url, String name) {
        sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, ADMITTING.formatted(arn(name)))));
    }

    void rule(String pattern, RuleState state, Target... targets) {
        events.putRule(r -> r.name("rule").eventPattern(pattern).state(state));
        if (targets.length > 0) {
            events.putTargets(r -> r.rule("rule").targets(targets));
        }
        standIn.clock().advance(Duration.ofSeconds(30));
    }

    static Target target(String queue) {
        return Target.builder().id("1").arn(arn(queue)).build();
    }

    void putEvent(String detail) {
        events.putEvents(r -> r.entries(entry(detail)));
    }

    static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("demo")
                .detailType("Demo")
                .detail(detail)
                .build();
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
