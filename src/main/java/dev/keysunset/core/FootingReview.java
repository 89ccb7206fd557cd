package dev.keysunset.core;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the watch over the members stands on, looked at before anything is disabled that nobody could watch. */
final class FootingReview {
    private final List<FeedFooting> footings;
    private final Duration window;

    FootingReview(List<FeedFooting> footings, Duration window) {
        this.footings = footings;
        this.window = window;
    }

    /** A watch that is encrypted under the key it watches goes blind the moment the key is disabled. */
    Stream<Finding> blindfold(KeyArn keyArn) {
        return footings.stream()
                .flatMap(feed -> feed.last().found().stream())
                .flatMap(footing -> footing.grounds().stream())
                .filter(ground -> ground.encryptedWith().filter(keyArn::equals).isPresent())
                .distinct()
                .map(ground -> new Finding(
                        Severity.BLOCKER,
                        Finding.Kind.WATCH_DEPENDS_ON_KEY,
                        keyArn,
                        "The watch over it needs it: " + ground.name() + " is encrypted with it.",
                        "Encrypt that with another key first."));
    }

    /** What has been forgotten by the end of the window can be neither swept nor, after an outage, repaired. */
    Stream<Finding> memory(KeyArn keyArn) {
        var sound = reaching(keyArn.place()).filter(FeedFooting::sound).toList();
        var forgetful = sound.stream().filter(feed -> !feed.holds(window)).toList();
        if (forgetful.isEmpty()) {
            return Stream.empty();
        }
        if (forgetful.size() == sound.size()) {
            return Stream.of(new Finding(
                    Severity.BLOCKER,
                    Finding.Kind.WATCH_FORGETS,
                    keyArn,
                    "A window of " + days(window) + " is read once more when it closes, and no feed of "
                            + keyArn.place() + " holds it so long: "
                            + forgetful.stream().map(FootingReview::told).collect(Collectors.joining(", ")) + ".",
                    "Lengthen the log group's retention to more than " + days(window.plusDays(1))
                            + ", read the feed lookup as well (90 days), or submit it under a policy with a shorter"
                            + " window."));
        }
        return forgetful.stream()
                .map(feed -> new Finding(
                        Severity.WARNING,
                        Finding.Kind.WATCH_FORGETS,
                        keyArn,
                        told(feed) + ": what it did not read by then is lost to it, and the window of " + days(window)
                                + " is swept through another feed.",
                        "Lengthen the log group's retention to more than " + days(window.plusDays(1)) + "."));
    }

    /** Why nothing can be said of the watch over a place yet, or why it could not see; empty where one feed is sound. */
    Stream<Attention> unwatched(Place place) {
        var feeds = reaching(place).toList();
        return feeds.stream().anyMatch(FeedFooting::sound)
                ? Stream.empty()
                : feeds.stream().map(FootingReview::doubt);
    }

    private Stream<FeedFooting> reaching(Place place) {
        return footings.stream().filter(feed -> feed.proves(place));
    }

    private static Attention doubt(FeedFooting feed) {
        return switch (feed.last()) {
            case Reading.Read<Footing>(var footing) ->
                new Attention(
                        Attention.Kind.WATCH_GAP,
                        feed.feed() + " could not see: " + String.join("; ", footing.objections()) + ".",
                        "Mend it, or read another feed of this place; it is looked at again by itself.");
            case Reading.Unreadable<Footing> unreadable -> Attentions.unreadable(unreadable);
            case Reading.Absent<Footing> _ ->
                new Attention(
                        Attention.Kind.UNREADABLE,
                        "What " + feed.feed() + " stands on has not been looked at yet.",
                        "Nothing to do: it is looked at with the next poll.");
        };
    }

    private static String told(FeedFooting feed) {
        return feed.feed() + " keeps "
                + feed.last().found().map(footing -> days(footing.retention())).orElse("nothing");
    }

    private static String days(Duration duration) {
        return duration.toDays() + " days";
    }
}
