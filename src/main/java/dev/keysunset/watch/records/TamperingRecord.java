package dev.keysunset.watch.records;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Place;
import dev.keysunset.core.TamperingOperations;
import java.util.Set;
import java.util.SortedSet;

/**
 * One CloudTrail record of somebody's hands on a trail, a log group, a rule or a queue.
 *
 * @param place the account that received the record, and the Region of the call
 * @param targets what the request names, by name or ARN
 * @param text the record itself, as it came
 */
public record TamperingRecord(Place place, Call call, String principal, Set<String> targets, String text) {

    /** @param event with a failure where the attempt changed nothing */
    public record Call(String eventSource, WatchRecord.Event event) {}

    /**
     * Whether it may have blinded a feed. Where the target cannot be told, it has: a wrong alarm costs a window, silence a key.
     * The event history stands on nothing that an account can change.
     *
     * @param reach the places whose records pass through the feed
     * @param names of what the feed stands on; empty where nobody knows
     * @param brought whether the feed itself brought the record
     */
    public boolean concerns(Feed feed, SortedSet<Place> reach, Set<String> names, boolean brought) {
        return switch (call.eventSource()) {
            case TamperingOperations.CLOUDTRAIL -> feed.kind() != Feed.Kind.LOOKUP && (brought || reaches(reach));
            case TamperingOperations.LOGS -> feed.kind() == Feed.Kind.LOGS && at(feed) && touches(names);
            default -> feed.kind() == Feed.Kind.QUEUE && at(feed) && touches(names);
        };
    }

    /** A trail of many Regions is changed in its home Region, so that only the account can be compared. */
    private boolean reaches(SortedSet<Place> reach) {
        return reach.stream().anyMatch(reached -> reached.accountId().equals(place.accountId()));
    }

    private boolean at(Feed feed) {
        return place.equals(feed.place());
    }

    private boolean touches(Set<String> names) {
        return names.isEmpty()
                || targets.isEmpty()
                || targets.stream().anyMatch(target -> names.stream().anyMatch(name -> means(target, name)));
    }

    /** A name by itself, at the end of an ARN, or at the end of a queue's URL. */
    private static boolean means(String target, String name) {
        return target.equals(name)
                || target.endsWith(":" + name)
                || target.endsWith(":" + name + ":*")
                || target.endsWith("/" + name);
    }
}
