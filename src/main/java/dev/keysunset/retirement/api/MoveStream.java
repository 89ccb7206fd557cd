package dev.keysunset.retirement.api;

import dev.keysunset.retirement.view.RecentTimeline;
import dev.keysunset.retirement.view.RecentTimeline.Moved;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The timeline as a stream: read from its table, so that it tells what other replicas did as well. However many listen, the
 * table is read once a second, and not at all while nobody listens.
 */
@ApplicationScoped
class MoveStream {
    private static final Logger LOG = Logger.getLogger(MoveStream.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    /** Slow transactions commit lines with an earlier time: each read looks back so far, and drops what it has told. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(10);

    private static final Duration BEGIN_WITH = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;
    private static final int REMEMBERED = 5_000;

    private final RecentTimeline timeline;
    private final Set<UUID> told = new LinkedHashSet<>();
    private final Multi<Moved> live;
    private Optional<Instant> readUntil = Optional.empty();

    MoveStream(RecentTimeline timeline) {
        this.timeline = timeline;
        this.live = Multi.createFrom()
                .ticks()
                .every(READ_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> onWorker(this::unread))
                .onItem()
                .<Moved>disjoint()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** What came after that event, or in the last minute, and then everything as it happens. */
    Multi<Moved> from(Optional<String> lastEventId) {
        var past = onWorker(() -> past(lastEventId)).onItem().transformToMulti(Multi.createFrom()::iterable);
        return Multi.createBy().merging().streams(past, live);
    }

    private List<Moved> past(Optional<String> lastEventId) {
        var since = lastEventId
                .flatMap(MoveStream::uuid)
                .flatMap(timeline::recordedAt)
                .orElseGet(() -> timeline.ago(BEGIN_WITH));
        return timeline.since(since, AT_ONCE);
    }

    /** A database that cannot be read for a moment must not end the streams: the next read catches up. */
    private synchronized List<Moved> unread() {
        try {
            var from = readUntil.orElseGet(() -> timeline.ago(Duration.ZERO)).minus(LOOK_BACK);
            var fresh = new ArrayList<Moved>();
            for (var moved : timeline.since(from, AT_ONCE)) {
                if (told.add(moved.id())) {
                    fresh.add(moved);
                }
            }
            readUntil = Optional.of(
                    fresh.isEmpty()
                            ? readUntil.orElseGet(() -> from.plus(LOOK_BACK))
                            : fresh.getLast().recorded().recordedAt());
            forget();
            return fresh;
        } catch (PersistenceException e) {
            LOG.warnf("timeline cannot be read for the event stream; tried again error=\"%s\"", e.getMessage());
            return List.of();
        }
    }

    private void forget() {
        var oldest = told.iterator();
        while (told.size() > REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
