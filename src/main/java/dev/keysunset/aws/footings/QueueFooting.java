package dev.keysunset.aws.footings;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Sha256;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Footing.Ground;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the feed {@code queue} stands on: a trail, the rule and its bus, the queue. A plain {@code ENABLED} rule brings no
 * cryptographic call, because they are reads (EventBridge User Guide, "Read-only management events from AWS services").
 */
@ApplicationScoped
public class QueueFooting {
    private static final String WITH_READS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
    private static final String BUS = "default";

    private final Reads reads;
    private final Clients clients;
    private final RecordingTrails trails;
    private final EncryptionKeys keys;

    public QueueFooting(Reads reads, Clients clients, RecordingTrails trails, EncryptionKeys keys) {
        this.reads = reads;
        this.clients = clients;
        this.trails = trails;
        this.keys = keys;
    }

    /** What the settings name. */
    record Named(
            Place place, String partition, String queueUrl, Optional<String> deadLetterQueueUrl, String ruleName) {}

    /** @throws CallFailed if any of it cannot be read */
    Footing of(Named named) {
        var queue = queue(named);
        if (queue.isEmpty()) {
            return missing("the queue " + named.queueUrl() + " does not exist: make it, or correct queue-url");
        }
        var rule = rule(named);
        if (rule.isEmpty()) {
            return missing("the rule " + named.ruleName() + " does not exist in " + named.place()
                    + ": make it, or correct rule-name");
        }
        return of(named, queue.get(), rule.get());
    }

    private Footing of(Named named, QueueFacts queue, DescribeRuleResponse rule) {
        var place = named.place();
        var targets = reads.answer(
                place,
                Api.LIST_TARGETS_BY_RULE,
                () -> clients.events(place)
                        .listTargetsByRule(request -> request.rule(named.ruleName()))
                        .targets());
        var bus = reads.answer(
                place,
                Api.DESCRIBE_EVENT_BUS,
                () -> clients.events(place).describeEventBus(request -> request.name(BUS)));
        var objections = Stream.of(
                        unrecorded(place),
                        state(rule),
                        unmatched(named, rule),
                        untargeted(queue, rule, targets),
                        elsewhere(place, queue),
                        QueuePolicy.objection(queue.policy(), queue.arn(), rule.arn()),
                        unsendable(queue),
                        unread(named, queue))
                .flatMap(Optional::stream)
                .toList();
        return new Footing(
                objections,
                Sha256.of(String.join(
                        "\n", queue.arn(), rule.arn(), rule.stateAsString(), rule.eventPattern(), targets.toString())),
                queue.retention(),
                List.of(
                        new Ground("queue " + queue.arn(), keys.named(place, queue.kmsKey())),
                        new Ground("rule " + rule.arn(), Optional.empty()),
                        new Ground(
                                "event bus " + bus.arn(),
                                keys.named(place, Optional.ofNullable(bus.kmsKeyIdentifier())))));
    }

    private static Footing missing(String objection) {
        return new Footing(
                List.of(objection), Sha256.of("none"), Duration.ZERO, List.of(new Ground(objection, Optional.empty())));
    }

    /** EventBridge tells only what some trail records (EventBridge User Guide, "AWS service events via CloudTrail"). */
    private Optional<String> unrecorded(Place place) {
        var whole = trails.of(place).stream()
                .map(trail -> trails.read(place, trail))
                .anyMatch(trail ->
                        trail.logging().on() && trail.selection().objection().isEmpty());
        return whole
                ? Optional.empty()
                : Optional.of("no trail records all management events of " + place
                        + ", and EventBridge tells only what a trail records: start one that does");
    }

    private static Optional<String> state(DescribeRuleResponse rule) {
        return WITH_READS.equals(rule.stateAsString())
                ? Optional.empty()
                : Optional.of("the rule " + rule.arn() + " is " + rule.stateAsString()
                        + ", and the calls that need a key are reads: put it in state " + WITH_READS);
    }

    private Optional<String> unmatched(Named named, DescribeRuleResponse rule) {
        return Arrays.stream(SampleEvent.ALL)
                .filter(sample -> !matches(named, rule, sample))
                .findFirst()
                .map(sample -> "the pattern of the rule " + rule.arn() + " leaves out a Decrypt that fails with "
                        + sample.errorCode() + " \"… " + sample.words() + "\": let it pass");
    }

    private boolean matches(Named named, DescribeRuleResponse rule, SampleEvent sample) {
        var place = named.place();
        var event = sample.json(place, named.partition());
        return Boolean.TRUE.equals(reads.answer(
                place,
                Api.TEST_EVENT_PATTERN,
                () -> clients.events(place)
                        .testEventPattern(request ->
                                request.eventPattern(rule.eventPattern()).event(event))
                        .result()));
    }

    private static Optional<String> untargeted(QueueFacts queue, DescribeRuleResponse rule, List<Target> targets) {
        var target =
                targets.stream().filter(each -> queue.arn().equals(each.arn())).findFirst();
        if (target.isEmpty()) {
            return Optional.of(
                    "the rule " + rule.arn() + " does not send to the queue " + queue.arn() + ": add it as a target");
        }
        var changed = target.get().input() != null
                || target.get().inputPath() != null
                || target.get().inputTransformer() != null;
        return changed
                ? Optional.of(
                        "the rule " + rule.arn() + " changes the events on their way: let its target take them whole")
                : Optional.empty();
    }

    private static Optional<String> elsewhere(Place place, QueueFacts queue) {
        return queue.arn().contains(":sqs:" + place.region() + ":" + place.accountId() + ":")
                ? Optional.empty()
                : Optional.of(
                        "the queue " + queue.arn() + " is not one of " + place + ": name one that a rule there fills");
    }

    /** EventBridge may not use the key that AWS manages for SQS (EventBridge User Guide, troubleshooting). */
    private static Optional<String> unsendable(QueueFacts queue) {
        return queue.kmsKey()
                .filter(key -> key.endsWith("alias/aws/sqs"))
                .map(_ ->
                        "the queue " + queue.arn() + " is encrypted with alias/aws/sqs, which EventBridge may not use:"
                                + " let SQS manage the encryption, or take a key of your own");
    }

    /** What was received too often goes where nobody reads. */
    private static Optional<String> unread(Named named, QueueFacts queue) {
        return queue.redrivePolicy()
                .filter(_ -> named.deadLetterQueueUrl().isEmpty())
                .map(redrive -> "the queue " + queue.arn() + " gives messages away to dead letters (" + redrive
                        + ") that nobody reads: name them as dead-letter-queue-url");
    }

    private Optional<QueueFacts> queue(Named named) {
        return existing(() -> new QueueFacts(reads.answer(
                named.place(),
                Api.GET_QUEUE_ATTRIBUTES,
                () -> clients.sqs(named.place())
                        .getQueueAttributes(
                                request -> request.queueUrl(named.queueUrl()).attributeNames(QueueAttributeName.ALL))
                        .attributes())));
    }

    private Optional<DescribeRuleResponse> rule(Named named) {
        return existing(() -> reads.answer(
                named.place(),
                Api.DESCRIBE_RULE,
                () -> clients.events(named.place()).describeRule(request -> request.name(named.ruleName()))));
    }

    private static <T> Optional<T> existing(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (CallFailed failed) {
            if (failed.code().contains("NonExistentQueue")
                    || failed.code().contains("QueueDoesNotExist")
                    || failed.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failed;
        }
    }
}
