package dev.keysunset.console.estate;

import dev.keysunset.console.Frame;
import dev.keysunset.watch.feeds.FeedsResource.FeedDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * Where CloudTrail is read, as a map of accounts and Regions.
 *
 * @param quarantined records that nobody could read
 */
public record FeedsPage(Frame frame, List<String> regions, List<Row> map, List<FeedDocument> feeds, long quarantined)
        implements TemplateInstance {
    /** One account; a cell for each Region. */
    public record Row(String accountId, Optional<String> name, List<Cell> cells) {}

    /** The feeds that reach one place; empty where none does. */
    public record Cell(List<Sight> sights) {}

    /**
     * How well one feed sees there.
     *
     * @param look good, doubt, alarm or calm: nothing is watched there, or nothing is proven by it
     */
    public record Sight(String kind, String look, String word, Optional<String> detail) {}
}
