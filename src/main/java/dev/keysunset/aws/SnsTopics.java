package dev.keysunset.aws;

import dev.keysunset.engine.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Topics of any account, published to as the hub identity: telling people is none of the member roles' business. */
@ApplicationScoped
public class SnsTopics implements Topics {
    /** Where an ARN names it. */
    private static final int REGION = 3;

    private final Connections connections;
    private final Map<String, SnsClient> clients = new ConcurrentHashMap<>();

    public SnsTopics(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Published publish(String topicArn, String subject, String message, Map<String, String> attributes) {
        var region = topicArn.split(":", 5)[REGION];
        var values = attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(entry.getValue())
                                .build()));
        try {
            var answer = client(region)
                    .publish(request -> request.topicArn(topicArn)
                            .subject(subject)
                            .message(message)
                            .messageAttributes(values));
            return new Published.Accepted(answer.messageId());
        } catch (SdkException e) {
            return refused(CallFailed.of("sns:Publish to " + topicArn, e));
        }
    }

    private SnsClient client(String region) {
        return clients.computeIfAbsent(
                region, here -> connections.client(SnsClient.builder(), here, connections.hub()));
    }

    /** Rights and topics can be mended while it is still tried; a message that is not valid cannot. */
    private static Published refused(CallFailed failed) {
        var invalid = failed.code().startsWith("InvalidParameter");
        return new Published.Refused(failed.call() + " failed: " + failed.code() + " " + failed.text(), !invalid);
    }
}
