package dev.keysunset.standin.queue;

import dev.keysunset.standin.ground.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves messages out of dead-letter queues, some each second of domain time. Amazon SQS Developer Guide, "Learn how to
 * configure a dead-letter queue redrive in Amazon SQS".
 */
final class MoveTasks {
    private static final Duration TICK = Duration.ofSeconds(1);
    /** Without a wish SQS chooses; so many a second is what it allows at most. */
    private static final int FASTEST = 500;

    private final Ground ground;
    private final Queues queues;
    private final Counter counter;
    private final Map<QueueArn, List<MoveTask>> tasks = new HashMap<>();

    MoveTasks(Ground ground, Queues queues, Counter counter) {
        this.ground = ground;
        this.queues = queues;
        this.counter = counter;
    }

    /** The tasks of a queue, newest first. */
    List<MoveTask> of(QueueArn source) {
        return List.copyOf(tasks.getOrDefault(source, List.of()).reversed());
    }

    Optional<MoveTask> find(String handle) {
        return tasks.values().stream()
                .flatMap(List::stream)
                .filter(task -> task.handle().equals(handle))
                .findFirst();
    }

    MoveTask start(MoveTask.Order order) {
        var waiting = queues.find(order.source()).map(counter::ready).orElse(List.of());
        var task = new MoveTask(order, ground.ids().uuid(), ground.clock().now(), waiting.size());
        tasks.computeIfAbsent(order.source(), _ -> new ArrayList<>()).add(task);
        ground.clock().at(ground.clock().now().plus(TICK), () -> move(task));
        return task;
    }

    private void move(MoveTask task) {
        if (!task.isRunning()) {
            return;
        }
        var source = queues.find(task.order().source());
        if (source.isEmpty()) {
            task.fail("AWS.SimpleQueueService.NonExistentQueue");
            return;
        }
        var speed = Math.min(task.order().perSecond().orElse(FASTEST), task.toMove() - task.moved());
        for (var message : counter.ready(source.get()).stream().limit(speed).toList()) {
            var destination = task.order()
                    .destination()
                    .or(() -> message.letter().cameFrom())
                    .flatMap(queues::find);
            if (destination.isEmpty()) {
                task.fail("CouldNotDetermineMessageSource");
                return;
            }
            source.get().remove(message);
            counter.put(
                    destination.get(),
                    message.letter().again(ground.ids().uuid(), ground.clock().now()),
                    Duration.ZERO);
            task.countMoved();
        }
        goOn(task, source.get());
    }

    private void goOn(MoveTask task, Queue source) {
        if (task.moved() >= task.toMove() || counter.ready(source).isEmpty()) {
            task.end(MoveTask.Status.COMPLETED);
        } else {
            ground.clock().at(ground.clock().now().plus(TICK), () -> move(task));
        }
    }
}
