package dev.keysunset.aws;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The feeds that {@code keysunset.aws.accounts} names, in every Region of their accounts. */
@ApplicationScoped
public class CloudTrailFeeds implements Trail {
    private final AwsSettings settings;
    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final LookupEventsReading lookup;
    private final LogEventsReading logs;

    public CloudTrailFeeds(
            AwsSettings settings,
            ConfiguredAccounts accounts,
            Reads reads,
            LookupEventsReading lookup,
            LogEventsReading logs) {
        this.settings = settings;
        this.accounts = accounts;
        this.reads = reads;
        this.lookup = lookup;
        this.logs = logs;
    }

    @Override
    public List<Feed> feeds() {
        return accounts.places().stream()
                .flatMap(place -> accounts.account(place.accountId()).stream()
                        .flatMap(account -> account.feeds().stream().sorted())
                        .map(kind -> new Feed(place, kind)))
                .toList();
    }

    @Override
    public String configurationHash(Feed feed) {
        var accountId = feed.place().accountId();
        var asked = switch (feed.kind()) {
            case LOOKUP -> List.of(LookupEventsReading.ASKED);
            case LOGS ->
                List.of(
                        accounts.account(accountId)
                                .flatMap(AwsSettings.Account::logGroupName)
                                .orElse(""),
                        settings.deliveryAllowance().toString(),
                        LogEventsReading.FILTER_PATTERN);
        };
        return Sha256.of(String.join(
                "\n",
                feed.toString(),
                settings.endpointOverride().map(Object::toString).orElse(""),
                accounts.memberRoleArn(accountId).orElse(""),
                String.join("\n", asked)));
    }

    @Override
    public Reading<Page> read(Feed feed, Interval range, Optional<String> token) {
        return reads.reading(() -> switch (feed.kind()) {
            case LOOKUP -> {
                configured(feed);
                yield lookup.page(feed.place(), range, token);
            }
            case LOGS -> logs.page(feed.place(), logGroupName(feed, configured(feed)), range, token);
        });
    }

    private AwsSettings.Account configured(Feed feed) {
        var account = accounts.require("feed " + feed, feed.place());
        if (!account.feeds().contains(feed.kind())) {
            throw notConfigured(feed, "its account does not name this feed");
        }
        return account;
    }

    private static String logGroupName(Feed feed, AwsSettings.Account account) {
        return account.logGroupName().orElseThrow(() -> notConfigured(feed, "its account has no log-group-name"));
    }

    private static CallFailed notConfigured(Feed feed, String why) {
        return new CallFailed("feed " + feed, "NotConfigured", why, CallFailed.Nature.FINAL);
    }
}
