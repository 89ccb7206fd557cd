package dev.keysunset.retirement.api;

import dev.keysunset.core.CanaryReport;
import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.Feed;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Sighting;
import dev.keysunset.core.Tampering;
import dev.keysunset.core.Verdict;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.Window;
import dev.keysunset.retirement.view.RetirementView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the watch read and saw, as it stands in JSON. */
final class WatchDocuments {
    private WatchDocuments() {}

    /**
     * What was read completely since the watch began, feed by feed, what proves that there was something to read, and what can be
     * said of the window therefore.
     */
    record CoverageDocument(
            Optional<VerdictDocument> verdict,
            Optional<Window> window,
            Optional<Instant> watchedSince,
            Optional<Instant> watermark,
            List<FeedDocument> feeds,
            List<CanaryDocument> canaries) {}

    /**
     * One feed; {@code trouble} says why its last poll failed. Event history that was read whole and key by key stands here twice.
     *
     * @param byKey whether the members alone were asked for
     * @param ongoing whether it is still asked so
     */
    record FeedDocument(
            Feed.Kind kind,
            String accountId,
            String region,
            boolean byKey,
            boolean ongoing,
            List<Interval> intervals,
            Optional<String> trouble,
            List<ReceivedDocument> canaries,
            List<TamperingDocument> tamperings) {
        static FeedDocument of(FeedReport read) {
            var place = read.feed().place();
            return new FeedDocument(
                    read.feed().kind(),
                    place.accountId(),
                    place.region(),
                    read.condition().asking().byKey(),
                    read.condition().asking().ongoing(),
                    read.evidence().read().intervals(),
                    read.condition().trouble(),
                    read.evidence().canaries().stream()
                            .filter(canaries -> !canaries.times().isEmpty())
                            .map(ReceivedDocument::of)
                            .toList(),
                    read.evidence().tamperings().stream()
                            .map(TamperingDocument::of)
                            .toList());
        }
    }

    /** How many canaries of one class came back through a feed, and when the first and the last of them were called. */
    record ReceivedDocument(
            String accountId, String region, String keyUsage, int count, Instant firstAt, Instant lastAt) {
        static ReceivedDocument of(FeedReport.CanaryClass canaries) {
            return new ReceivedDocument(
                    canaries.place().accountId(),
                    canaries.place().region(),
                    canaries.keyUsage(),
                    canaries.times().size(),
                    canaries.times().getFirst(),
                    canaries.times().getLast());
        }
    }

    /** Whose hands were on what a feed stands on; {@code refused} is AWS's error code where the attempt changed nothing. */
    record TamperingDocument(Instant at, String operation, String by, Optional<String> refused) {
        static TamperingDocument of(Tampering tampering) {
            return new TamperingDocument(tampering.at(), tampering.operation(), tampering.by(), tampering.refused());
        }
    }

    /** How the last canary of one class went; {@code trouble} says why it proves nothing, where it does not. */
    record CanaryDocument(
            String accountId,
            String region,
            String keyUsage,
            Optional<Instant> sentAt,
            Optional<CanaryReport.Trouble> trouble) {
        static CanaryDocument of(CanaryReport report) {
            return new CanaryDocument(
                    report.place().accountId(),
                    report.place().region(),
                    report.keyUsage(),
                    report.sentAt(),
                    report.trouble());
        }
    }

    /** Sightings, the first and the latest of very many; {@code leftOut} says how many lie between them. */
    record SightingsDocument(List<SightingDocument> items, long leftOut, List<ChangeDocument> changes) {}

    /** A CloudTrail record that shows a member is needed. */
    record SightingDocument(String eventId, String keyArn, Instant eventTime, String operation, CallerDocument caller) {
        static SightingDocument of(Sighting sighting) {
            return new SightingDocument(
                    sighting.eventId(),
                    sighting.keyArn().toString(),
                    sighting.eventTime(),
                    sighting.operation(),
                    new CallerDocument(sighting.principal(), sighting.onBehalfOf(), Optional.empty()));
        }
    }

    /** A change to a member's state or policy, ours or somebody else's. */
    record ChangeDocument(String eventId, String keyArn, Instant eventTime, String operation, CallerDocument caller) {
        static ChangeDocument of(ControlRecord record) {
            return new ChangeDocument(
                    record.eventId(),
                    record.keyArn().toString(),
                    record.eventTime(),
                    record.operation(),
                    new CallerDocument(
                            record.author().principal(),
                            Optional.empty(),
                            record.author().effectId()));
        }
    }

    /** Who called; {@code effectId} where the session's name claims an effect of ours. */
    record CallerDocument(String principal, Optional<String> onBehalfOf, Optional<UUID> effectId) {}

    static CoverageDocument coverage(RetirementView view, WatchFacts seen, Optional<Verdict> verdict) {
        var retirement = view.retirement();
        return new CoverageDocument(
                verdict.map(VerdictDocument::of),
                view.window(),
                Documents.watchedSince(retirement),
                view.window().map(window -> seen.readUntil(window.opensAt(), retirement.places())),
                seen.feeds().stream().map(FeedDocument::of).toList(),
                seen.canaries().stream().map(CanaryDocument::of).toList());
    }

    static SightingsDocument sightings(WatchFacts seen) {
        return new SightingsDocument(
                seen.sightings().stream().map(SightingDocument::of).toList(),
                seen.seen().leftOut(),
                seen.controls().stream().map(ChangeDocument::of).toList());
    }
}
