package dev.keysunset.startup.tick;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Queues;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.Trail;
import dev.keysunset.watch.polling.QueueStep;
import dev.keysunset.watch.polling.WatchSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Everybody who receives from queues in this replica: some at each queue, one at each end of dead letters. */
@ApplicationScoped
class QueueListening {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final List<Receiver> receivers;

    QueueListening(Trail trail, Queues queues, QueueStep step, Patience patience) {
        this.receivers = trail.feeds().stream()
                .filter(feed -> !feed.kind().pulls())
                .flatMap(feed -> ends(feed, queues, patience.tick().receiversPerQueue())
                        .map(end -> new Receiver(feed, end, step, patience.ofReceivers())))
                .toList();
    }

    /** What receivers are patient by. */
    @ApplicationScoped
    static class Patience {
        private final RealClock clock;
        private final WatchSettings watch;
        private final TickSettings tick;

        Patience(RealClock clock, WatchSettings watch, TickSettings tick) {
            this.clock = clock;
            this.watch = watch;
            this.tick = tick;
        }

        TickSettings tick() {
            return tick;
        }

        Receiver.Patience ofReceivers() {
            return new Receiver.Patience(
                    clock,
                    watch.receiveWait(),
                    REST,
                    LONGEST_REST,
                    () -> ThreadLocalRandom.current().nextDouble());
        }
    }

    private static Stream<End> ends(Feed feed, Queues queues, int receivers) {
        var deadLetters = queues.hasDeadLetters(feed) ? Stream.of(End.DEAD_LETTERS) : Stream.<End>empty();
        return Stream.concat(Collections.nCopies(receivers, End.QUEUE).stream(), deadLetters);
    }

    /** Sees to it that everybody is at their place. */
    void tend() {
        receivers.forEach(Receiver::tend);
    }

    /** When the one who has been silent for longest last ended a round; empty where there is no queue. */
    Optional<Instant> longestSilent() {
        return receivers.stream().map(Receiver::lastRound).min(Instant::compareTo);
    }

    void close() {
        receivers.forEach(Receiver::close);
    }

    boolean drain(Duration within) throws InterruptedException {
        var ended = true;
        for (var receiver : receivers) {
            ended &= receiver.drain(within);
        }
        return ended;
    }
}
