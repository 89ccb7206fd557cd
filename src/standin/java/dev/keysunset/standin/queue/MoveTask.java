package dev.keysunset.standin.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The moving of a dead-letter queue's messages to where they may be tried again. */
final class MoveTask {
    /** Amazon SQS API Reference, "ListMessageMoveTasks". */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    private final Order order;
    private final String handle;
    private final Instant started;
    private final int toMove;
    private Status status = Status.RUNNING;
    private int moved;
    private Optional<String> failure = Optional.empty();

    /**
     * What was asked for.
     *
     * @param destination the queues the messages came from, if empty
     */
    record Order(QueueArn source, Optional<QueueArn> destination, OptionalInt perSecond) {}

    MoveTask(Order order, String handle, Instant started, int toMove) {
        this.order = order;
        this.handle = handle;
        this.started = started;
        this.toMove = toMove;
    }

    Order order() {
        return order;
    }

    String handle() {
        return handle;
    }

    Instant started() {
        return started;
    }

    int toMove() {
        return toMove;
    }

    int moved() {
        return moved;
    }

    Status status() {
        return status;
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    Optional<String> failure() {
        return failure;
    }

    void countMoved() {
        moved++;
    }

    void end(Status ending) {
        status = ending;
    }

    void fail(String reason) {
        status = Status.FAILED;
        failure = Optional.of(reason);
    }
}
