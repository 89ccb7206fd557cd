package dev.keysunset.console;

import dev.keysunset.core.StateName;
import dev.keysunset.retirement.view.AttentionBoard;
import dev.keysunset.retirement.view.RecentTimeline.Moved;
import dev.keysunset.watch.feeds.FeedsResource.FeedDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.Comparator;
import java.util.List;

/** Everything at a glance. */
public record OverviewPage(
        Frame frame,
        Pipeline pipeline,
        Alarms alarms,
        List<AttentionBoard.Item> gravest,
        Feeds feeds,
        List<Moved> latest)
        implements TemplateInstance {

    /** The way from submission to deletion, and the ways out of it. */
    public record Pipeline(List<Stage> way, List<Stage> waysOut) {}

    /**
     * One state.
     *
     * @param means what happens in it, in a few words
     * @param people whether it waits for people
     */
    public record Stage(StateName state, long count, String means, boolean people) {}

    /**
     * How the feeds are, those in trouble first.
     *
     * @param more how many are not shown
     */
    public record Feeds(List<FeedDocument> shown, long more) {
        static Feeds of(List<FeedDocument> all, int most) {
            return new Feeds(
                    all.stream()
                            .sorted(Comparator.comparing(Feeds::well))
                            .limit(most)
                            .toList(),
                    Math.max(0, all.size() - most));
        }

        private static boolean well(FeedDocument feed) {
            return feed.footing().sound()
                    && feed.lastPoll().trouble().isEmpty()
                    && feed.sight().gaps().isEmpty();
        }
    }

    /**
     * What nobody should have to look for.
     *
     * @param needed retirements that are being rolled back
     * @param unproven those whose window the watch cannot prove
     * @param threatened those that will be unproven soon
     * @param others those that wait for another fault or person
     * @param untold notifications that nobody got
     */
    public record Alarms(long needed, long unproven, long threatened, long others, long untold) {}
}
