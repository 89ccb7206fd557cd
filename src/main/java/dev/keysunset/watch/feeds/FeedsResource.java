package dev.keysunset.watch.feeds;

import dev.keysunset.access.Role;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.LookupReading.Measured;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tampering;
import dev.keysunset.engine.Queues;
import dev.keysunset.watch.feeds.FeedHealth.CallUse;
import dev.keysunset.watch.feeds.FeedHealth.LookupUse;
import dev.keysunset.watch.polling.Foothold;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feeds: what they have read, what they stand on, and what that costs. */
@Path("/api/v1/feeds")
@RunOnVirtualThread
@Tag(name = "evidence")
public class FeedsResource {
    private final FeedHealths healths;

    FeedsResource(FeedHealths healths) {
        this.healths = healths;
    }

    /**
     * One feed; times and durations are domain time, but for the calls'.
     *
     * @param reach the places whose records pass through it, as {@code account/Region}
     * @param sight what it has read
     * @param quarantined records it brought that nobody could read
     * @param tamperings whose hands were on what it stands on while somebody was watched there
     * @param ends of a queue: itself, and its dead letters
     * @param lookup how the event history is read, and how much of that it can hold
     */
    public record FeedDocument(
            Feed.Kind kind,
            String accountId,
            String region,
            List<String> reach,
            SightDocument sight,
            LastPoll lastPoll,
            Instant nextDueAt,
            FootingDocument footing,
            List<CallDocument> calls,
            long quarantined,
            List<TamperingDocument> tamperings,
            List<QueueEndDocument> ends,
            Optional<LookupDocument> lookup) {
        static FeedDocument of(FeedHealth health) {
            var place = health.feed().place();
            return new FeedDocument(
                    health.feed().kind(),
                    place.accountId(),
                    place.region(),
                    health.reach().stream().map(Place::toString).toList(),
                    SightDocument.of(health.sight()),
                    LastPoll.of(health.polls()),
                    health.polls().nextDueAt(),
                    FootingDocument.of(health.support().foothold()),
                    health.support().calls().stream().map(CallDocument::of).toList(),
                    health.support().findings().quarantined(),
                    health.support().findings().tamperings().stream()
                            .map(TamperingDocument::of)
                            .toList(),
                    health.support().ends().stream().map(QueueEndDocument::of).toList(),
                    health.support().lookup().map(LookupDocument::of));
        }
    }

    /**
     * What reading the event history of a place takes, beside what the service's own limit for LookupEvents has room for.
     *
     * @param byKey the key usages whose keys are asked for one by one; for all others the place is read whole
     * @param recordsASecond how much there was when the place was last read whole; at least so much, where it was too much
     * @param keys how many watched keys are asked for one by one
     */
    public record LookupDocument(
            SortedSet<String> byKey,
            Optional<Double> recordsASecond,
            Optional<Instant> measuredAt,
            double mostRecordsASecond,
            long keys,
            double pagesAKey,
            int mostKeys) {
        static LookupDocument of(LookupUse use) {
            var reading = use.reading();
            return new LookupDocument(
                    reading.byKey(),
                    reading.measured().map(Measured::recordsASecond),
                    reading.measured().map(Measured::at),
                    reading.budget().recordsASecond(),
                    use.keys(),
                    reading.pagesAKey(),
                    reading.budget().keys(reading.pagesAKey()));
        }
    }

    /** Whose hands were on what a feed stands on; {@code refused} is AWS's error code where the attempt changed nothing. */
    public record TamperingDocument(Instant at, String operation, String by, Optional<String> refused) {
        static TamperingDocument of(Tampering tampering) {
            return new TamperingDocument(tampering.at(), tampering.operation(), tampering.by(), tampering.refused());
        }
    }

    /**
     * One end of a queue.
     *
     * @param answeredAt when AWS last answered, if only that there was nothing
     * @param received how many messages came, repeats included
     * @param lag how long the oldest of the last ones had lain there
     */
    public record QueueEndDocument(
            Queues.End end,
            Optional<Instant> answeredAt,
            long received,
            Optional<Instant> receivedAt,
            Duration lag,
            Optional<String> trouble) {
        static QueueEndDocument of(QueueEnds.QueueEnd end) {
            return new QueueEndDocument(
                    end.end(), end.answeredAt(), end.received(), end.receivedAt(), end.lag(), end.trouble());
        }
    }

    /** Until when it was read without a gap, and what is missing in between; empty while no key in its reach is watched. */
    public record SightDocument(
            Optional<Instant> watermark,
            Optional<Duration> lag,
            List<Interval> gaps,
            Optional<CanaryTripDocument> canary) {
        static SightDocument of(FeedHealth.Sight sight) {
            return new SightDocument(
                    sight.watermark(), sight.lag(), sight.gaps(), sight.canary().map(CanaryTripDocument::of));
        }
    }

    /** The latest canary that came back through the feed as it stands now, and how long that took. */
    public record CanaryTripDocument(Instant calledAt, Duration roundTrip) {
        static CanaryTripDocument of(FeedHealth.CanaryTrip trip) {
            return new CanaryTripDocument(trip.calledAt(), trip.roundTrip());
        }
    }

    /** How the last poll went, and which share of the latest ones failed. */
    public record LastPoll(Optional<Instant> succeededAt, Optional<String> trouble, double errorRate, int counted) {
        static LastPoll of(FeedHealth.Polls polls) {
            return new LastPoll(polls.succeededAt(), polls.trouble(), polls.errorRate(), polls.counted());
        }
    }

    /**
     * What it stands on, as last looked at.
     *
     * @param sound whether its polls prove anything
     * @param soundSince from when on it was found sound without a break
     * @param retention how long it holds what it has
     * @param trouble why it is not sound, or why nobody can say, with the remedy
     */
    public record FootingDocument(
            boolean sound,
            Optional<Instant> lookedAt,
            Optional<Instant> soundSince,
            Optional<Duration> retention,
            Optional<String> trouble,
            List<GroundDocument> grounds) {
        static FootingDocument of(Foothold foothold) {
            return new FootingDocument(
                    foothold.firm(),
                    foothold.latest().map(Foothold.Look::at),
                    foothold.sound().map(Foothold.Sound::since),
                    foothold.known().map(Footing::retention),
                    foothold.trouble(),
                    foothold.known().map(Footing::grounds).orElse(List.of()).stream()
                            .map(GroundDocument::of)
                            .toList());
        }
    }

    /** A trail, log group, rule or queue, and the key without which it would fall silent. */
    public record GroundDocument(String name, Optional<String> encryptedWith) {
        static GroundDocument of(Footing.Ground ground) {
            return new GroundDocument(ground.name(), ground.encryptedWith().map(Object::toString));
        }
    }

    /**
     * The calls of one API in the last hour of real time, beside what the service allows itself and AWS allows to all.
     *
     * @param quota empty where AWS has none
     */
    public record CallDocument(String api, long lastHour, long throttled, double ownLimit, Optional<Double> quota) {
        static CallDocument of(CallUse use) {
            return new CallDocument(
                    use.api(),
                    use.sent(),
                    use.refused(),
                    use.ownLimit(),
                    Optional.of(use.quota()).filter(Double::isFinite));
        }
    }

    /**
     * Few enough to need no pages.
     *
     * @param quarantinedRecords records that nobody could read, those of closing sweeps included
     */
    public record FeedList(List<FeedDocument> items, long quarantinedRecords) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listFeeds",
            summary = "Where CloudTrail is read, how far, and whether that proves anything")
    public FeedList list() {
        return new FeedList(healths.all().stream().map(FeedDocument::of).toList(), healths.quarantined());
    }
}
