package dev.keysunset.aws.finders;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** SNS, ListTopics and GetTopicAttributes. */
@ApplicationScoped
class EncryptedTopics implements Finder {
    private final Reads reads;
    private final Clients clients;

    EncryptedTopics(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.TOPIC;
    }

    @Override
    public List<Named> find(Place place) {
        var topics = reads.<String>all(place, Api.LIST_TOPICS, token -> {
            var answer = client(place).listTopics(request -> request.nextToken(token.orElse(null)));
            return new Batch<>(
                    answer.topics().stream().map(topic -> topic.topicArn()).toList(),
                    Optional.ofNullable(answer.nextToken()));
        });
        return topics.stream().flatMap(topic -> named(place, topic)).toList();
    }

    private Stream<Named> named(Place place, String topic) {
        return Stream.ofNullable(attributes(place, topic).get("KmsMasterKeyId"))
                .filter(key -> !key.isEmpty())
                .map(key -> new Named(key, new Dependant(type(), topic, "")));
    }

    /** None of a topic that was deleted since it was listed. */
    private Map<String, String> attributes(Place place, String topic) {
        try {
            return reads.answer(
                    place,
                    Api.GET_TOPIC_ATTRIBUTES,
                    () -> client(place)
                            .getTopicAttributes(request -> request.topicArn(topic))
                            .attributes());
        } catch (CallFailed failed) {
            if (failed.getCause() instanceof NotFoundException) {
                return Map.of();
            }
            throw failed;
        }
    }

    private SnsClient client(Place place) {
        return clients.of(place, SnsClient.class, SnsClient::builder);
    }
}
