package dev.keysunset.standin.queue;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.Guarded;
import dev.keysunset.standin.permission.TableService;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Waiting;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The SQS room put together: permission first, then the operation; a long poll waits before both. */
public final class Sqs {
    /** Whom no queue policy lets in from elsewhere. Amazon SQS API Reference, each of these operations. */
    private static final Set<String> OWNER_ONLY = Set.of(
            "DeleteQueue",
            "SetQueueAttributes",
            "TagQueue",
            "UntagQueue",
            "ListQueueTags",
            "StartMessageMoveTask",
            "CancelMessageMoveTask",
            "ListMessageMoveTasks");

    private final Queues queues = new Queues();
    private final Authorizer authorizer;
    private final MessageOperations messages;
    private final AwsService service;
    private final Deliveries deliveries;

    /**
     * SQS without a queue.
     *
     * @param real the time in which consumers wait and work
     * @param kms makes a call to KMS, for queues that are encrypted
     */
    public Sqs(Ground ground, InstantSource real, Authorizer authorizer, Function<Call, Outcome> kms) {
        this.authorizer = authorizer;
        var counter = new Counter(ground, real, queues);
        messages = new MessageOperations(ground, real, queues, counter, new DataKeys(ground, kms));
        var lifecycle = new QueueOperations(ground.clock(), queues, new AttributesView(ground.clock(), real));
        var moves = new MoveOperations(queues, new MoveTasks(ground, queues, counter));
        service = new TableService(
                this::admit,
                this::waiting,
                Stream.of(messages.all(), lifecycle.all(), moves.all())
                        .flatMap(List::stream)
                        .toList());
        deliveries = new Deliveries(queues, messages.postOffice());
    }

    public Queues queues() {
        return queues;
    }

    /** The way in for AWS services. */
    public Deliveries deliveries() {
        return deliveries;
    }

    public AwsService service() {
        return service;
    }

    /** A poll that would be refused is refused at once. */
    private Optional<Waiting> waiting(Call call) {
        if (!call.action().equals("ReceiveMessage")) {
            return Optional.empty();
        }
        try {
            admit(call);
            return messages.waiting(call);
        } catch (AwsError refused) {
            return Optional.empty();
        }
    }

    private void admit(Call call) {
        authorizer.admit(asSingle(call), guarded(call));
    }

    private Guarded guarded(Call call) {
        var parameters = new Parameters(call.parameters());
        return switch (call.action()) {
            case "ListQueues" -> anything(call, "*");
            case "CreateQueue" -> anything(call, parameters.required("QueueName"));
            case "GetQueueUrl" -> {
                var owner = parameters
                        .text("QueueOwnerAWSAccountId")
                        .orElse(call.requiredPlace().account());
                var path = "/" + owner + "/" + parameters.required("QueueName");
                yield queues.behind(path, call.region()).guarded();
            }
            case "StartMessageMoveTask", "ListMessageMoveTasks" ->
                ownerOnly(QueueArn.parse(parameters.required("SourceArn"))
                        .flatMap(queues::find)
                        .orElseThrow(() -> QueueErrors.noSuchResource("SourceArn")));
            case "CancelMessageMoveTask" -> anything(call, "*");
            default -> {
                var queue = queues.behind(parameters.required("QueueUrl"), call.region());
                yield OWNER_ONLY.contains(call.action()) ? ownerOnly(queue) : queue.guarded();
            }
        };
    }

    private static Guarded anything(Call call, String name) {
        var place = call.requiredPlace();
        return Guarded.without("arn:aws:sqs:" + place.region() + ":" + place.account() + ":" + name, place.account());
    }

    private static Guarded ownerOnly(Queue queue) {
        return Guarded.without(queue.arn().toString(), queue.arn().place().account());
    }

    /** Permissions know a batch by the name of what it does many times. */
    private static Call asSingle(Call call) {
        return new Call(
                call.service(),
                call.action().replaceFirst("Batch$", ""),
                call.region(),
                call.caller(),
                call.parameters(),
                call.provenance());
    }
}
