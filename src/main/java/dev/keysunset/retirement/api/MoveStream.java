package dev.keysunset.retirement.api;

import dev.keysunset.retirement.view.RecentTimeline;
import dev.keysunset.retirement.view.RecentTimeline.Mark;
import dev.keysunset.retirement.view.RecentTimeline.Moved;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The timeline as a stream: read from its table, so that it tells what other replicas did as well. However many listen, the
 * table is read once a second, and not at all while nobody listens.
 */
@ApplicationScoped
class MoveStream {
    private static final Logger LOG = Logger.getLogger(MoveStream.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    private static final Duration BEGIN_WITH = Duration.ofMinutes(1);

    private final RecentTimeline timeline;
    private final Multi<Moved> live;

    MoveStream(RecentTimeline timeline) {
        this.timeline = timeline;
        this.live = Multi.createFrom()
                .<Moved>deferred(this::fromNow)
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /**
     * What came after that event, or in the last minute, and then everything as it happens. Nothing live comes before the past is
     * told: whoever is cut off goes on after the last event that was heard, and would never hear what lies before it.
     */
    Multi<Moved> from(Optional<String> lastEventId) {
        var reader = new MoveReader(timeline, () -> begin(lastEventId));
        // The second pass tells what was recorded during the first; the live ones are heard by then.
        var rest = Multi.createBy().merging().streams(live, reader.unread());
        return Multi.createBy().concatenating().streams(reader.unread(), rest);
    }

    private Mark begin(Optional<String> lastEventId) {
        return lastEventId
                .flatMap(MoveStream::uuid)
                .flatMap(timeline::mark)
                .orElseGet(() -> Mark.at(timeline.ago(BEGIN_WITH)));
    }

    private Multi<Moved> fromNow() {
        var reader = new MoveReader(timeline, () -> Mark.at(timeline.ago(MoveReader.LOOK_BACK)));
        return Multi.createFrom()
                .ticks()
                .every(READ_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToMultiAndConcatenate(_ -> inSpiteOfOutages(reader.unread()));
    }

    /** A database that cannot be read for a moment must not end the streams: the next read catches up. */
    private static Multi<Moved> inSpiteOfOutages(Multi<Moved> moves) {
        return moves.onFailure(PersistenceException.class)
                .invoke(e -> LOG.warnf(
                        "timeline cannot be read for the event stream; tried again error=\"%s\"", e.getMessage()))
                .onFailure(PersistenceException.class)
                .recoverWithCompletion();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
