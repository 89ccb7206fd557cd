package dev.keysunset.retirement.api;

import dev.keysunset.core.ControlRecord;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Sighting;
import dev.keysunset.core.Verdict;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.Window;
import dev.keysunset.retirement.RetirementView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the watch read and saw, as it stands in JSON. */
final class WatchDocuments {
    private WatchDocuments() {}

    /** What was read completely since the watch began, feed by feed, and what can be said of the window therefore. */
    record CoverageDocument(
            Optional<VerdictDocument> verdict,
            Optional<Window> window,
            Optional<Instant> watchedSince,
            Optional<Instant> watermark,
            List<FeedDocument> feeds) {}

    /** One feed; {@code trouble} says why its last poll failed. */
    record FeedDocument(
            Feed.Kind kind, String accountId, String region, List<Interval> intervals, Optional<String> trouble) {
        static FeedDocument of(WatchFacts.FeedCoverage read) {
            var place = read.feed().place();
            return new FeedDocument(
                    read.feed().kind(),
                    place.accountId(),
                    place.region(),
                    read.coverage().intervals(),
                    read.trouble());
        }
    }

    record SightingsDocument(List<SightingDocument> items, List<ChangeDocument> changes) {}

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
                    new CallerDocument(record.principal(), Optional.empty(), record.effectId()));
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
                view.window().map(window -> seen.watermark(window.opensAt(), retirement.places())),
                seen.feeds().stream().map(FeedDocument::of).toList());
    }

    static SightingsDocument sightings(WatchFacts seen) {
        return new SightingsDocument(
                seen.sightings().stream().map(SightingDocument::of).toList(),
                seen.controls().stream().map(ChangeDocument::of).toList());
    }
}
