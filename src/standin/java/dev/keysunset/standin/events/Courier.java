package dev.keysunset.standin.events;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.queue.Deliveries;
import dev.keysunset.standin.queue.Deliveries.Carrier;
import dev.keysunset.standin.queue.Deliveries.Result.Delivered;
import dev.keysunset.standin.queue.Deliveries.Result.Refused;
import dev.keysunset.standin.queue.MessageAttributes;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Brings events to targets. What the target does not admit goes to the dead-letter queue at once; what fails for another
 * reason is tried again first, for up to 24 hours. Amazon EventBridge User Guide, "How EventBridge retries delivering
 * events" and "Using dead-letter queues to process undelivered events".
 */
final class Courier {
    private static final String SERVICE = "events.amazonaws.com";
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Ground ground;
    private final Deliveries queues;
    private long delivered;
    private long deadLettered;
    private long lost;

    /** One event on its way to one target of one rule. */
    private record Parcel(Rule rule, Target target, String body, Instant begun) {
        Carrier carrier() {
            return new Carrier(SERVICE, rule.arn(), rule.place().account());
        }

        boolean isWorthAnother(int retries, Instant next) {
            return retries < target.mostRetries() && next.isBefore(begun.plus(target.longestAge()));
        }
    }

    Courier(Ground ground, Deliveries queues) {
        this.ground = ground;
        this.queues = queues;
    }

    Tally tally(long alsoLost) {
        return new Tally(delivered, deadLettered, lost + alsoLost);
    }

    void carry(Rule rule, Target target, Event event) {
        var now = ground.clock().now();
        attempt(new Parcel(rule, target, target.input(event.json()), now), 0, FIRST_PAUSE);
    }

    private void attempt(Parcel parcel, int retries, Duration pause) {
        var result = queues.bring(parcel.carrier(), parcel.target().queue(), parcel.body(), MessageAttributes.none());
        switch (result) {
            case Delivered() -> delivered++;
            case Refused refused -> {
                var next = ground.clock().now().plus(pause);
                if (isFinal(refused) || !parcel.isWorthAnother(retries, next)) {
                    giveUp(parcel, refused, retries);
                } else {
                    ground.clock().at(next, () -> attempt(parcel, retries + 1, longer(pause)));
                }
            }
        }
    }

    private static boolean isFinal(Refused refused) {
        return refused.code().equals("NO_PERMISSIONS") || refused.code().equals("NO_RESOURCE");
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void giveUp(Parcel parcel, Refused refused, int retries) {
        var brought = parcel.target()
                .deadLetters()
                .map(queue -> queues.bring(parcel.carrier(), queue, parcel.body(), reasons(parcel, refused, retries)))
                .filter(result -> result instanceof Delivered);
        if (brought.isPresent()) {
            deadLettered++;
        } else {
            lost++;
        }
    }

    private static MessageAttributes reasons(Parcel parcel, Refused refused, int retries) {
        var json = Json.object();
        Map.of(
                        "RULE_ARN", parcel.rule().arn(),
                        "TARGET_ARN", parcel.target().queue().toString(),
                        "ERROR_CODE", refused.code(),
                        "ERROR_MESSAGE", refused.text(),
                        "RETRY_ATTEMPTS", Integer.toString(retries))
                .forEach((name, value) ->
                        json.putObject(name).put("DataType", "String").put("StringValue", value));
        return MessageAttributes.read(json);
    }
}
