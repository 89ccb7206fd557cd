package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Waiting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What happens to messages: sent, received, kept from others for longer, deleted. All of it is data to CloudTrail. */
final class MessageOperations {
    private static final int LONGEST_VISIBILITY = 43_200;

    private final InstantSource real;
    private final Queues queues;
    private final Counter counter;
    private final DataKeys dataKeys;
    private final PostOffice postOffice;
    private final MessageView view;

    MessageOperations(Ground ground, InstantSource real, Queues queues, Counter counter, DataKeys dataKeys) {
        this.real = real;
        this.queues = queues;
        this.counter = counter;
        this.dataKeys = dataKeys;
        this.postOffice = new PostOffice(ground, counter, dataKeys);
        this.view = new MessageView();
    }

    List<Operation> all() {
        return List.of(
                Operation.onData("SendMessage", this::sendMessage),
                Operation.onData("SendMessageBatch", this::sendMessageBatch),
                Operation.onData("ReceiveMessage", this::receiveMessage),
                Operation.onData("DeleteMessage", this::deleteMessage),
                Operation.onData("DeleteMessageBatch", this::deleteMessageBatch),
                Operation.onData("ChangeMessageVisibility", this::changeMessageVisibility),
                Operation.onData("ChangeMessageVisibilityBatch", this::changeMessageVisibilityBatch));
    }

    PostOffice postOffice() {
        return postOffice;
    }

    /** A long poll waits until there is a message or its time, real time, is over. */
    Optional<Waiting> waiting(Call call) {
        var queue = queue(call);
        var parameters = new Parameters(call.parameters());
        var seconds = parameters
                .number("WaitTimeSeconds", 0, 20)
                .orElse(queue.attributes().number(QueueAttributes.WAIT));
        var end = real.instant().plusSeconds(seconds);
        return seconds == 0
                ? Optional.empty()
                : Optional.of(() -> !real.instant().isBefore(end)
                        || queues.find(queue.arn()).isEmpty()
                        || !counter.ready(queue).isEmpty());
    }

    private Answer sendMessage(Call call) {
        return Answer.read(postOffice.send(queue(call), call.caller(), new Parameters(call.parameters())));
    }

    private Answer sendMessageBatch(Call call) {
        var queue = queue(call);
        postOffice.checkTogether(call.parameters().path("Entries"));
        return Answer.read(Batch.run(call, entry -> postOffice.send(queue, call.caller(), entry)));
    }

    private Answer receiveMessage(Call call) {
        var queue = queue(call);
        var parameters = new Parameters(call.parameters());
        var most = parameters.number("MaxNumberOfMessages", 1, 10).orElse(1);
        var waits = parameters
                .number("WaitTimeSeconds", 0, 20)
                .orElse(queue.attributes().number(QueueAttributes.WAIT));
        var hidden = parameters
                .number("VisibilityTimeout", 0, LONGEST_VISIBILITY)
                .orElse(queue.attributes().number(QueueAttributes.VISIBILITY_TIMEOUT));
        var answer = Json.object();
        if (counter.ready(queue).isEmpty() || (waits == 0 && counter.looksEmpty())) {
            return Answer.read(answer);
        }
        dataKeys.decrypt(queue, call.caller());
        var messages = answer.putArray("Messages");
        counter.handOut(queue, most, Duration.ofSeconds(hidden))
                .forEach(message -> messages.add(view.of(queue.arn(), message, parameters)));
        return Answer.read(answer);
    }

    private Answer deleteMessage(Call call) {
        delete(queue(call), new Parameters(call.parameters()));
        return Answer.done();
    }

    private Answer deleteMessageBatch(Call call) {
        var queue = queue(call);
        return Answer.read(Batch.run(call, entry -> delete(queue, entry)));
    }

    /** A handle that a later receive has replaced deletes nothing, and says so to nobody. */
    private static ObjectNode delete(Queue queue, Parameters parameters) {
        var receipt = Receipt.parse(parameters.required("ReceiptHandle"), queue.arn());
        queue.find(receipt)
                .filter(message -> message.receives() == receipt.receives())
                .ifPresent(queue::remove);
        return Json.object();
    }

    private Answer changeMessageVisibility(Call call) {
        changeVisibility(queue(call), new Parameters(call.parameters()));
        return Answer.done();
    }

    private Answer changeMessageVisibilityBatch(Call call) {
        var queue = queue(call);
        return Answer.read(Batch.run(call, entry -> changeVisibility(queue, entry)));
    }

    private ObjectNode changeVisibility(Queue queue, Parameters parameters) {
        var handle = parameters.required("ReceiptHandle");
        parameters.required("VisibilityTimeout");
        var hidden =
                parameters.number("VisibilityTimeout", 0, LONGEST_VISIBILITY).orElse(0);
        var receipt = Receipt.parse(handle, queue.arn());
        var message = queue.find(receipt)
                .filter(found -> found.receives() == receipt.receives())
                .orElseThrow(() -> QueueErrors.invalidParameter(
                        "ReceiptHandle",
                        handle,
                        "Message does not exist or is not available for visibility timeout change."));
        if (!message.isInFlight(real.instant())) {
            throw new AwsError("MessageNotInflight", "The message referred to isn't in flight.");
        }
        message.hideUntil(real.instant().plusSeconds(hidden));
        return Json.object();
    }

    private Queue queue(Call call) {
        return queues.behind(new Parameters(call.parameters()).required("QueueUrl"), call.region());
    }
}
