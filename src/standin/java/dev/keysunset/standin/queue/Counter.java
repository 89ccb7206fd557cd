package dev.keysunset.standin.queue;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.wire.AwsError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Where messages are put in and handed out, with all that may go wrong with standard queues: twice, out of order, or
 * nothing today. Amazon SQS Developer Guide, "Amazon SQS standard queues".
 */
final class Counter {
    private final DomainClock clock;
    private final InstantSource real;
    private final Settings settings;
    private final Queues queues;
    private final RandomGenerator duplicates;
    private final RandomGenerator order;
    private final RandomGenerator emptiness;

    Counter(Ground ground, InstantSource real, Queues queues) {
        this.clock = ground.clock();
        this.real = real;
        this.settings = ground.settings();
        this.queues = queues;
        this.duplicates = ground.chance().of("queue duplicates");
        this.order = ground.chance().of("queue order");
        this.emptiness = ground.chance().of("queue emptiness");
    }

    void put(Queue queue, Letter letter, Duration delay) {
        var visibleFrom = real.instant().plus(delay);
        queue.put(letter, visibleFrom);
        if (duplicates.nextDouble() < settings.get(QueueBehaviour.DUPLICATES)) {
            queue.put(letter, visibleFrom);
        }
    }

    /** What can be handed out now, after everything that is due has happened to the queue. */
    List<Message> ready(Queue queue) {
        queue.expire(clock.now());
        queue.attributes().redrive().ifPresent(redrive -> giveUp(queue, redrive));
        return queue.messages().stream()
                .filter(message -> message.isVisible(real.instant()))
                .toList();
    }

    /** Whether a short poll asks only servers that hold nothing. */
    boolean looksEmpty() {
        return emptiness.nextDouble() < settings.get(QueueBehaviour.EMPTY_RECEIVES);
    }

    /**
     * Hands messages out and hides them for a time.
     *
     * @throws AwsError OverLimit if too many are out already
     */
    List<Message> handOut(Queue queue, int most, Duration hidden) {
        var now = real.instant();
        var inFlight = queue.messages().stream()
                .filter(message -> message.isInFlight(now))
                .count();
        if (inFlight >= settings.get(QueueBehaviour.IN_FLIGHT_LIMIT)) {
            throw new AwsError(
                    "OverLimit",
                    "The maximum number of in flight messages is reached: "
                            + settings.get(QueueBehaviour.IN_FLIGHT_LIMIT) + ".");
        }
        var handed = shuffled(ready(queue)).stream().limit(most).toList();
        handed.forEach(message -> message.receive(clock.now(), now.plus(hidden)));
        return handed;
    }

    /** What was received too often goes to the dead-letter queue, if there is one. */
    private void giveUp(Queue queue, Redrive redrive) {
        queues.find(redrive.deadLetters())
                .ifPresent(deadLetters -> queue.messages().stream()
                        .filter(message -> message.receives() >= redrive.maxReceiveCount())
                        .filter(message -> message.isVisible(real.instant()))
                        .forEach(message -> {
                            queue.remove(message);
                            deadLetters.put(message.letter().givenUpBy(queue.arn()), real.instant());
                        }));
    }

    private List<Message> shuffled(List<Message> messages) {
        if (!settings.get(QueueBehaviour.REORDERING)) {
            return messages;
        }
        var shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, Random.from(order));
        return shuffled;
    }
}
