package dev.keysunset.aws.footings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What each kind of feed stands on. */
@ApplicationScoped
public class Footings {
    /** CloudTrail API, LookupEvents. */
    private static final Duration EVENT_HISTORY = Duration.ofDays(90);

    private final AwsSettings settings;
    private final ConfiguredAccounts accounts;
    private final LogGroupFooting logGroup;
    private final QueueFooting queue;

    public Footings(AwsSettings settings, ConfiguredAccounts accounts, LogGroupFooting logGroup, QueueFooting queue) {
        this.settings = settings;
        this.accounts = accounts;
        this.logGroup = logGroup;
        this.queue = queue;
    }

    /** @throws CallFailed if any of it is not configured, or cannot be read */
    public Footing of(Feed feed) {
        var place = feed.place();
        return switch (feed.kind()) {
            // Nobody can stop or thin out the event history (CloudTrail User Guide, "Working with event history").
            case LOOKUP -> new Footing(List.of(), Feed.Kind.LOOKUP.name(), EVENT_HISTORY, List.of());
            case LOGS ->
                logGroup.of(
                        place,
                        accounts.logGroups().required(place),
                        accounts.logGroups().reach(place));
            case QUEUE -> queue.of(named(place, accounts.require("feed " + feed, place)));
        };
    }

    private QueueFooting.Named named(Place place, AwsSettings.Account account) {
        return new QueueFooting.Named(
                place,
                settings.partition(),
                url(place, account.queueUrl()).orElse(""),
                url(place, account.deadLetterQueueUrl()),
                account.ruleName());
    }

    private static Optional<String> url(Place place, Optional<String> setting) {
        return setting.flatMap(text -> QueueUrl.in(place.region(), text)).map(QueueUrl::text);
    }
}
