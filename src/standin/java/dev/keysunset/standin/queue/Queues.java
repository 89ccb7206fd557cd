package dev.keysunset.standin.queue;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every queue there is. */
public final class Queues {
    /** A name is free again a minute after its queue was deleted. Amazon SQS API Reference, "CreateQueue". */
    private static final Duration NAME_RESTS = Duration.ofSeconds(60);

    private final Map<QueueArn, Queue> queues = new HashMap<>();
    private final Map<QueueArn, Instant> deleted = new HashMap<>();
    private URI endpoint = URI.create("http://127.0.0.1");

    /** Says under which address queue URLs lead here. */
    public void reachableAt(URI address) {
        endpoint = address;
    }

    String url(Queue queue) {
        return endpoint + queue.arn().path();
    }

    Optional<Queue> find(QueueArn arn) {
        return Optional.ofNullable(queues.get(arn));
    }

    /**
     * The queue behind a URL.
     *
     * @throws AwsError QueueDoesNotExist
     */
    Queue behind(String url, String region) {
        return QueueArn.ofUrl(url, region).flatMap(this::find).orElseThrow(QueueErrors::noSuchQueue);
    }

    /** The queues of a place by name. */
    Collection<Queue> in(Place place) {
        var found = new TreeMap<String, Queue>();
        queues.values().stream()
                .filter(queue -> queue.arn().place().equals(place))
                .forEach(queue -> found.put(queue.arn().name(), queue));
        return found.values();
    }

    /** The queues that give up messages to this one. */
    List<Queue> sourcesOf(QueueArn deadLetters) {
        return in(deadLetters.place()).stream()
                .filter(queue -> queue.attributes()
                        .redrive()
                        .filter(redrive -> redrive.deadLetters().equals(deadLetters))
                        .isPresent())
                .toList();
    }

    /**
     * Adds a queue.
     *
     * @throws AwsError QueueDeletedRecently
     */
    void add(Queue queue) {
        var gone = deleted.get(queue.arn());
        if (gone != null && queue.created().isBefore(gone.plus(NAME_RESTS))) {
            throw new AwsError(
                    "QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another with the same"
                            + " name.");
        }
        queues.put(queue.arn(), queue);
    }

    void delete(Queue queue, Instant now) {
        queues.remove(queue.arn());
        deleted.put(queue.arn(), now);
    }
}
