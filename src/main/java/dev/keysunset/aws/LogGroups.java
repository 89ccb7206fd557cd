package dev.keysunset.aws;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Place;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which log group holds the records of which account and Region. Without a word an account has one in each of its Regions; a
 * trail of many Regions fills one in its home Region, and an organisation's trail one for all accounts.
 */
public final class LogGroups {
    private final AwsSettings settings;

    LogGroups(AwsSettings settings) {
        this.settings = settings;
    }

    /** Where the group is that holds the records of a place whose account reads the feed logs; empty for any other. */
    public Optional<Place> holding(Place place) {
        return Optional.ofNullable(settings.accounts().get(place.accountId()))
                .filter(account -> account.feeds().contains(Feed.Kind.LOGS))
                .map(account -> new Place(
                        account.logGroupAccountId().orElse(place.accountId()),
                        account.logGroupRegion().orElse(place.region())));
    }

    /** The places whose records the group there holds. */
    public SortedSet<Place> reach(Place group) {
        var reach = new TreeSet<Place>();
        settings.accounts()
                .forEach((id, account) -> account.regions().orElse(List.of()).stream()
                        .map(region -> new Place(id, region))
                        .filter(place -> holding(place).filter(group::equals).isPresent())
                        .forEach(reach::add));
        return reach;
    }

    /** @throws CallFailed where no account names a group */
    public String required(Place group) {
        return name(group)
                .orElseThrow(() -> new CallFailed(
                        "the log group in " + group,
                        "NotConfigured",
                        "no account names one there (log-group-name)",
                        CallFailed.Nature.FINAL));
    }

    /** The accounts that share a group name it alike; that is checked when the service starts. */
    public Optional<String> name(Place group) {
        return reach(group).stream()
                .flatMap(place -> Optional.ofNullable(settings.accounts().get(place.accountId()))
                        .flatMap(AwsSettings.Account::logGroupName)
                        .stream())
                .findFirst();
    }
}
