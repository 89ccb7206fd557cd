package dev.keysunset.aws.feeds;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.CallFailed;
import dev.keysunset.aws.ConfiguredAccounts;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Sha256;
import dev.keysunset.aws.footings.Footings;
import dev.keysunset.aws.footings.QueueUrl;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feeds that {@code keysunset.aws.accounts} names, in every Region of their accounts. */
@ApplicationScoped
public class CloudTrailFeeds implements Trail {
    private final ConfiguredAccounts accounts;
    private final Reads reads;
    private final LookupEventsReading lookup;
    private final LogEventsReading logs;
    private final Footings footings;

    public CloudTrailFeeds(
            ConfiguredAccounts accounts,
            Reads reads,
            LookupEventsReading lookup,
            LogEventsReading logs,
            Footings footings) {
        this.accounts = accounts;
        this.reads = reads;
        this.lookup = lookup;
        this.logs = logs;
        this.footings = footings;
    }

    @Override
    public List<Feed> feeds() {
        return accounts.places().stream()
                .flatMap(place -> accounts.account(place.accountId()).stream()
                        .flatMap(account -> account.feeds().stream().sorted())
                        .map(kind -> new Feed(kind == Feed.Kind.LOGS ? group(place) : place, kind)))
                .distinct()
                .toList();
    }

    @Override
    public String configurationHash(Feed feed) {
        var accountId = feed.place().accountId();
        var asked = switch (feed.kind()) {
            case LOOKUP -> List.of(LookupEventsReading.ASKED);
            case QUEUE ->
                accounts.account(accountId).stream()
                        .flatMap(account -> Stream.of(account.queueUrl(), account.deadLetterQueueUrl()))
                        .map(url -> url.orElse(""))
                        .toList();
            case LOGS -> logs.asked(accounts.logGroups().name(feed.place()).orElse(""));
        };
        return Sha256.of(String.join("\n", feed.toString(), accounts.wayTo(accountId), String.join("\n", asked)));
    }

    @Override
    public SortedSet<Place> reach(Feed feed) {
        return feed.kind() == Feed.Kind.LOGS
                ? accounts.logGroups().reach(feed.place())
                : new TreeSet<>(Set.of(feed.place()));
    }

    @Override
    public Set<String> names(Feed feed) {
        var names = switch (feed.kind()) {
            case LOOKUP -> Stream.<String>empty();
            // The account that holds a group for others need not name it, and may name another of its own.
            case LOGS -> accounts.logGroups().name(feed.place()).stream();
            case QUEUE ->
                accounts.account(feed.place().accountId()).stream()
                        .flatMap(account -> Stream.concat(Stream.of(account.ruleName()), queues(account)));
        };
        return names.collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> queues(AwsSettings.Account account) {
        return Stream.of(account.queueUrl(), account.deadLetterQueueUrl())
                .flatMap(Optional::stream)
                .flatMap(url -> QueueUrl.parse(url).stream())
                .map(QueueUrl::name);
    }

    @Override
    public Reading<Footing> footing(Feed feed) {
        return reads.reading(() -> footings.of(feed));
    }

    @Override
    public Reading<Page> read(Feed feed, Query query, Optional<String> token) {
        return reads.reading(() -> switch (feed.kind()) {
            case LOOKUP -> {
                var besides = configured(feed).feeds().contains(Feed.Kind.LOGS);
                yield lookup.page(feed.place(), LookupQuestion.in(query, besides), query.range(), token);
            }
            case QUEUE -> throw notConfigured(feed, "a queue is not asked for a stretch of time");
            case LOGS -> logs.page(feed.place(), accounts.logGroups().required(feed.place()), query, token);
        });
    }

    private AwsSettings.Account configured(Feed feed) {
        var account = accounts.require("feed " + feed, feed.place());
        if (!account.feeds().contains(feed.kind())) {
            throw notConfigured(feed, "its account does not name this feed");
        }
        return account;
    }

    private Place group(Place place) {
        return accounts.logGroups().holding(place).orElse(place);
    }

    private static CallFailed notConfigured(Feed feed, String why) {
        return new CallFailed("feed " + feed, "NotConfigured", why, CallFailed.Nature.FINAL);
    }
}
