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
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** SQS, ListQueues and GetQueueAttributes. A queue without a key of its own is under one that SQS owns. */
@ApplicationScoped
class EncryptedQueues implements Finder {
    private static final int PAGE = 1000;

    private final Reads reads;
    private final Clients clients;

    EncryptedQueues(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.QUEUE;
    }

    @Override
    public List<Named> find(Place place) {
        var urls = reads.<String>all(place, Api.LIST_QUEUES, token -> {
            var answer = clients.sqs(place)
                    .listQueues(request -> request.maxResults(PAGE).nextToken(token.orElse(null)));
            return new Batch<>(answer.queueUrls(), Optional.ofNullable(answer.nextToken()));
        });
        return urls.stream().flatMap(url -> named(place, url)).toList();
    }

    private Stream<Named> named(Place place, String url) {
        var attributes = attributes(place, url);
        return Stream.ofNullable(attributes.get(QueueAttributeName.KMS_MASTER_KEY_ID))
                .filter(key -> !key.isEmpty())
                .map(key -> new Named(
                        key, new Dependant(type(), attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, url), "")));
    }

    /** None of a queue that was deleted since it was listed. */
    private Map<QueueAttributeName, String> attributes(Place place, String url) {
        try {
            return reads.answer(
                    place,
                    Api.GET_QUEUE_ATTRIBUTES,
                    () -> clients.sqs(place)
                            .getQueueAttributes(request -> request.queueUrl(url)
                                    .attributeNames(QueueAttributeName.KMS_MASTER_KEY_ID, QueueAttributeName.QUEUE_ARN))
                            .attributes());
        } catch (CallFailed failed) {
            if (failed.getCause() instanceof QueueDoesNotExistException) {
                return Map.of();
            }
            throw failed;
        }
    }
}
