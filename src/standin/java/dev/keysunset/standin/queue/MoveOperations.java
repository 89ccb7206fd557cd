package dev.keysunset.standin.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;

/** Dead-letter queue redrive as calls. */
final class MoveOperations {
    private static final int FASTEST = 500;
    private static final int LARGEST_PAGE = 10;

    private final Queues queues;
    private final MoveTasks tasks;

    MoveOperations(Queues queues, MoveTasks tasks) {
        this.queues = queues;
        this.tasks = tasks;
    }

    List<Operation> all() {
        return List.of(
                Operation.writing("StartMessageMoveTask", this::startMessageMoveTask),
                Operation.writing("CancelMessageMoveTask", this::cancelMessageMoveTask),
                Operation.readingUnseen("ListMessageMoveTasks", this::listMessageMoveTasks));
    }

    private Answer startMessageMoveTask(Call call) {
        var parameters = new Parameters(call.parameters());
        var source = existing(parameters.required("SourceArn"), "SourceArn");
        if (queues.sourcesOf(source).isEmpty()) {
            throw QueueErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }
        if (tasks.of(source).stream().anyMatch(MoveTask::isRunning)) {
            throw QueueErrors.invalidParameter("There is already a task running. Only one active task is allowed for a"
                    + " source queue arn at a given time.");
        }
        var destination = parameters.text("DestinationArn").map(text -> existing(text, "DestinationArn"));
        var speed = parameters.number("MaxNumberOfMessagesPerSecond", 1, FASTEST);
        var task = tasks.start(new MoveTask.Order(source, destination, speed));
        return Answer.told(Json.object().put("TaskHandle", task.handle()));
    }

    private Answer cancelMessageMoveTask(Call call) {
        var task = tasks.find(new Parameters(call.parameters()).required("TaskHandle"))
                .filter(found -> found.order().source().place().equals(call.requiredPlace()))
                .orElseThrow(() -> QueueErrors.noSuchResource("TaskHandle"));
        if (!task.isRunning()) {
            throw QueueErrors.invalidParameter("Only active tasks can be cancelled.");
        }
        task.end(MoveTask.Status.CANCELLED);
        return Answer.told(Json.object().put("ApproximateNumberOfMessagesMoved", task.moved()));
    }

    private ObjectNode listMessageMoveTasks(Call call) {
        var parameters = new Parameters(call.parameters());
        var source = existing(parameters.required("SourceArn"), "SourceArn");
        var most = parameters.number("MaxResults", 1, LARGEST_PAGE).orElse(1);
        var answer = Json.object();
        var results = answer.putArray("Results");
        tasks.of(source).stream().limit(most).forEach(task -> results.add(view(task)));
        return answer;
    }

    private static ObjectNode view(MoveTask task) {
        var view = Json.object()
                .put("Status", task.status().name())
                .put("SourceArn", task.order().source().toString())
                .put("ApproximateNumberOfMessagesMoved", task.moved())
                .put("StartedTimestamp", task.started().toEpochMilli());
        task.order().destination().ifPresent(arn -> view.put("DestinationArn", arn.toString()));
        task.order().perSecond().ifPresent(speed -> view.put("MaxNumberOfMessagesPerSecond", speed));
        task.failure().ifPresent(reason -> view.put("FailureReason", reason));
        // Only a running task can be cancelled, so only it tells its handle.
        if (task.isRunning()) {
            view.put("TaskHandle", task.handle()).put("ApproximateNumberOfMessagesToMove", task.toMove());
        }
        return view;
    }

    private QueueArn existing(String arn, String parameter) {
        return Optional.of(arn)
                .flatMap(QueueArn::parse)
                .filter(parsed -> queues.find(parsed).isPresent())
                .orElseThrow(() -> QueueErrors.noSuchResource(parameter));
    }
}
