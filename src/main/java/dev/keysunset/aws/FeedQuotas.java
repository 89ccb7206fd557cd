package dev.keysunset.aws;

import dev.keysunset.core.Feed;
import dev.keysunset.engine.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which of AWS's APIs each kind of feed calls, and how much of them it used. */
@ApplicationScoped
public class FeedQuotas implements Quotas {
    private final AwsSettings settings;
    private final CallTally tally;

    public FeedQuotas(AwsSettings settings, CallTally tally) {
        this.settings = settings;
        this.tally = tally;
    }

    @Override
    public List<Allowance> allowances(Feed feed) {
        return apis(feed.kind()).stream()
                .map(api -> new Allowance(
                        api.action(),
                        api.perSecond(settings.rates()),
                        api.quota(feed.place().region())))
                .toList();
    }

    @Override
    public List<Spent> spent(Feed feed) {
        return apis(feed.kind()).stream()
                .map(api -> spent(feed, api))
                .filter(spent -> spent.sent() > 0)
                .toList();
    }

    private Spent spent(Feed feed, Api api) {
        var sum = tally.takeAway(feed.place(), api);
        return new Spent(api.action(), sum.sent(), sum.throttled());
    }

    private static List<Api> apis(Feed.Kind kind) {
        return switch (kind) {
            case LOOKUP -> List.of(Api.LOOKUP_EVENTS);
            case LOGS ->
                List.of(
                        Api.FILTER_LOG_EVENTS,
                        Api.DESCRIBE_LOG_GROUPS,
                        Api.DESCRIBE_TRAILS,
                        Api.GET_TRAIL_STATUS,
                        Api.GET_EVENT_SELECTORS);
            case QUEUE ->
                List.of(
                        Api.RECEIVE_MESSAGE,
                        Api.DELETE_MESSAGE,
                        Api.DESCRIBE_RULE,
                        Api.LIST_TARGETS_BY_RULE,
                        Api.DESCRIBE_EVENT_BUS,
                        Api.TEST_EVENT_PATTERN,
                        Api.GET_QUEUE_ATTRIBUTES);
        };
    }
}
