package dev.keysunset.aws.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.AwsFixture;
import dev.keysunset.core.Effect;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Feed.Kind;
import dev.keysunset.core.Interval;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Trail;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.story.KeyUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;

class CloudTrailFeedsTest extends AwsFixture {
    private static final Feed LOOKUP = new Feed(PLACE, Kind.LOOKUP);
    private static final Feed LOGS = new Feed(PLACE, Kind.LOGS);
    private static final Feed ORGANISATION = new Feed(new Place("999900001111", "us-east-1"), Kind.LOGS);
    private static final Duration ALL_DELIVERED = Duration.ofMinutes(20);

    @Test
    void namesTheFeedsOfEveryPlace() {
        assertThat(room.feeds().feeds())
                .containsExactly(LOOKUP, LOGS, new Feed(ELSEWHERE, Kind.LOOKUP), new Feed(ELSEWHERE, Kind.LOGS));
        assertThat(room(Map.of("keysunset.aws.accounts.111122223333.feeds", "logs"))
                        .feeds()
                        .feeds())
                .doesNotContain(LOOKUP)
                .contains(LOGS);
    }

    /** Without a name every change to any log group there would count as hands on this one. */
    @Test
    void knowsTheGroupOfAnOrganisationByTheNameThatItsMembersGive() {
        var feeds = room(organisation(Map.of())).feeds();
        assertThat(feeds.names(ORGANISATION)).containsExactly("/aws/cloudtrail/organization");
    }

    @Test
    void takesNoOtherGroupOfTheAccountThatHoldsAnOrganisationsForIt() {
        var own = Map.of(
                "keysunset.aws.accounts.999900001111.regions", "eu-west-1",
                "keysunset.aws.accounts.999900001111.feeds", "logs",
                "keysunset.aws.accounts.999900001111.log-group-name", "/aws/cloudtrail/audit");
        var feeds = room(organisation(own)).feeds();
        assertThat(feeds.names(ORGANISATION)).containsExactly("/aws/cloudtrail/organization");
        assertThat(feeds.names(new Feed(new Place("999900001111", "eu-west-1"), Kind.LOGS)))
                .containsExactly("/aws/cloudtrail/audit");
    }

    @Test
    void knowsTheOneGroupOfSeveralRegions() {
        var feeds = room(Map.of(
                        "keysunset.aws.accounts.111122223333.regions", "us-east-1,eu-west-1",
                        "keysunset.aws.accounts.111122223333.log-group-region", "us-east-1"))
                .feeds();
        assertThat(feeds.names(LOGS)).containsExactly("/aws/cloudtrail/management");
    }

    private static Map<String, String> organisation(Map<String, String> changes) {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.aws.accounts.999900001111.name", "audit");
        for (var place : List.of(PLACE, ELSEWHERE)) {
            var account = "keysunset.aws.accounts." + place.accountId() + ".";
            settings.put(account + "log-group-name", "/aws/cloudtrail/organization");
            settings.put(account + "log-group-region", "us-east-1");
            settings.put(account + "log-group-account-id", "999900001111");
        }
        settings.putAll(changes);
        return settings;
    }

    @Test
    void readsEveryPageOfTheEventHistory() {
        var key = key();
        uses(key, 120);
        standIn.clock().advance(ALL_DELIVERED);
        var pages = pages(LOOKUP, new Interval(START, standIn.clock().now()));
        assertThat(pages).hasSizeGreaterThanOrEqualTo(3);
        assertThat(named(pages, "Decrypt")).hasSize(120);
        assertThat(pages.getFirst().awsNow()).isEqualTo(standIn.clock().now());
    }

    @Test
    void signsItsCallsWithItsNameAndVersion() {
        disabled();
        standIn.clock().advance(ALL_DELIVERED);
        assertThat(named(pages(LOGS, new Interval(START, standIn.clock().now())), "DisableKey"))
                .isNotEmpty()
                .allMatch(record -> record.contains("keysunset/test"));
    }

    @Test
    void readsThroughEmptyPagesOfTheLogGroup() {
        var key = disabled();
        uses(key, 30);
        standIn.clock().advance(ALL_DELIVERED);
        var empty = 0;
        for (var round = 0; round < 60; round++) {
            var pages = pages(LOGS, new Interval(START, standIn.clock().now()));
            assertThat(named(pages, "Decrypt")).hasSizeGreaterThanOrEqualTo(30);
            empty += (int) pages.stream()
                    .filter(page -> page.records().isEmpty() && page.nextToken().isPresent())
                    .count();
        }
        assertThat(empty).isPositive();
    }

    @Test
    void letsPassWhatAWatchNeedsAndNoSuccessfulUse() {
        var enabled = key();
        uses(enabled, 5);
        var disabled = disabled();
        uses(disabled, 1);
        room.keys()
                .perform(
                        RETIREMENT,
                        fenced(new Effect.ScheduleKeyDeletion(disabled, 7), START.plusSeconds(30)),
                        Optional.empty());
        uses(disabled, 1);
        standIn.clock().advance(ALL_DELIVERED);
        var pages = pages(LOGS, new Interval(START, standIn.clock().now()));
        assertThat(named(pages, "Decrypt")).isNotEmpty().allMatch(record -> record.contains(disabled.toString()));
        assertThat(named(pages, "Decrypt")).anyMatch(record -> record.contains(" is disabled"));
        assertThat(named(pages, "Decrypt")).anyMatch(record -> record.contains(" is pending deletion"));
        assertThat(named(pages, "DisableKey")).isNotEmpty();
        assertThat(named(pages, "ScheduleKeyDeletion")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOKUP", "LOGS"})
    void letsPassWhoLaysHandsOnTheTrail(Kind kind) {
        uses(key(), 60);
        changeTrail(trail -> trail.putEventSelectors(request -> request.trailName("management")
                .eventSelectors(
                        EventSelector.builder().includeManagementEvents(true).build())));
        changeTrail(trail -> trail.describeTrails());
        standIn.clock().advance(ALL_DELIVERED);
        var pages =
                pages(new Feed(PLACE, kind), new Interval(START, standIn.clock().now()));
        assertThat(named(pages, "PutEventSelectors")).isNotEmpty();
        assertThat(named(pages, "DescribeTrails")).isEmpty();
    }

    @Test
    void asksTheEventHistoryForKeysAloneWhereNoOtherFeedCanBeBlinded() {
        var lookupOnly = room(Map.of("keysunset.aws.accounts.111122223333.feeds", "lookup"));
        var before = calls("LookupEvents");
        lookupOnly
                .feeds()
                .read(LOOKUP, Trail.Query.everything(new Interval(START, START.plusSeconds(1))), Optional.empty())
                .found()
                .ifPresent(page -> assertThat(page.nextToken()).isEmpty());
        assertThat(calls("LookupEvents") - before).isEqualTo(1);
    }

    @Test
    void readsOfOneKeyEverythingIncludingSuccessesFromTheLogGroup() {
        var key = key();
        var other = key();
        uses(key, 3);
        uses(other, 2);
        standIn.clock().advance(ALL_DELIVERED);
        var records = of(LOGS, key);
        assertThat(records).hasSizeGreaterThanOrEqualTo(3).allMatch(record -> record.contains(key.keyId()));
        assertThat(records).filteredOn(record -> record.contains("\"Decrypt\"")).hasSizeGreaterThanOrEqualTo(3);
    }

    /** AWS promises no more there; what is found must be the key's. */
    @Test
    void readsOfOneKeyWhatTheEventHistoryListsUnderIt() {
        var key = disabled();
        uses(key(), 2);
        standIn.clock().advance(ALL_DELIVERED);
        assertThat(of(LOOKUP, key)).isNotEmpty().allMatch(record -> record.contains(key.keyId()));
    }

    private List<String> of(Feed feed, KeyArn key) {
        var range = new Interval(START, standIn.clock().now());
        return pages(feed, Trail.Query.of(key, range)).stream()
                .flatMap(page -> page.records().stream())
                .toList();
    }

    @Test
    void doesNotReadTheEndOfTheIntervalFromTheEventHistory() {
        var key = key();
        uses(key, 1);
        standIn.clock().advance(ALL_DELIVERED);
        assertThat(named(pages(LOOKUP, new Interval(START.minusSeconds(60), START)), "Decrypt"))
                .isEmpty();
        assertThat(named(pages(LOOKUP, new Interval(START, START.plusSeconds(1))), "Decrypt"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOKUP", "LOGS"})
    void callsAPageThatStaysThrottledUnreadable(Kind kind) {
        fault(FaultKind.THROTTLE, kind == Kind.LOOKUP ? "LookupEvents" : "FilterLogEvents");
        var reading = room.feeds()
                .read(
                        new Feed(PLACE, kind),
                        Trail.Query.everything(new Interval(START, START.plusSeconds(1))),
                        Optional.empty());
        assertThat(reading.unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .isEqualTo("ThrottlingException");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void callsAForeignTokenUnreadable() {
        var reading = room.feeds()
                .read(
                        LOOKUP,
                        Trail.Query.everything(new Interval(START, START.plusSeconds(1))),
                        Optional.of("made up"));
        assertThat(reading.unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .isEqualTo("InvalidNextTokenException");
    }

    @Test
    void callsALogGroupThatDoesNotExistUnreadable() {
        var elsewhere = room(Map.of("keysunset.aws.accounts.111122223333.log-group-name", "/other"));
        var reading = elsewhere
                .feeds()
                .read(LOGS, Trail.Query.everything(new Interval(START, START.plusSeconds(1))), Optional.empty());
        assertThat(reading.unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void refusesAFeedThatIsNotConfigured() {
        var lookupOnly = room(Map.of("keysunset.aws.accounts.111122223333.feeds", "lookup"));
        var reading = lookupOnly
                .feeds()
                .read(LOGS, Trail.Query.everything(new Interval(START, START.plusSeconds(1))), Optional.empty());
        assertThat(reading.unreadable())
                .get()
                .extracting(Reading.Unreadable::code)
                .isEqualTo("NotConfigured");
    }

    @Test
    void changesItsHashWithEverythingThatDecidesWhatIsRead() {
        var hash = room.feeds().configurationHash(LOGS);
        assertThat(room(Map.of()).feeds().configurationHash(LOGS)).isEqualTo(hash);
        for (var change : List.of("log-group-name", "role-name")) {
            var other = room(Map.of("keysunset.aws.accounts.111122223333." + change, "other"));
            assertThat(other.feeds().configurationHash(LOGS)).isNotEqualTo(hash);
        }
        assertThat(room.feeds().configurationHash(LOOKUP)).isNotEqualTo(hash);
        assertThat(room.feeds().configurationHash(new Feed(ELSEWHERE, Kind.LOGS)))
                .isNotEqualTo(hash);
    }

    @Test
    void keepsTheFilterPatternWithinTheLengthThatAwsAllows() {
        assertThat(LogEventsReading.FILTER_PATTERN).hasSizeLessThanOrEqualTo(1024);
    }

    private KeyArn disabled() {
        var key = key();
        room.keys().perform(RETIREMENT, fenced(new Effect.DisableKey(key), START.plusSeconds(30)), Optional.empty());
        return key;
    }

    private void changeTrail(Consumer<CloudTrailClient> change) {
        try (var trail = CloudTrailClient.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.of(PLACE.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(PLACE.accountId(), StandInOptions.STANDARD_SECRET)))
                .build()) {
            change.accept(trail);
        }
    }

    private void uses(KeyArn key, int times) {
        for (var use = 0; use < times; use++) {
            standIn.use(theirs(key), KeyUse.by("arn:aws:iam::111122223333:role/orders", "Decrypt"));
        }
    }

    private List<Trail.Page> pages(Feed feed, Interval range) {
        return pages(feed, Trail.Query.everything(range));
    }

    private List<Trail.Page> pages(Feed feed, Trail.Query query) {
        var pages = new ArrayList<Trail.Page>();
        Optional<String> token = Optional.empty();
        do {
            var page = room.feeds().read(feed, query, token).found().orElseThrow();
            pages.add(page);
            token = page.nextToken();
        } while (token.isPresent());
        return pages;
    }

    private static List<String> named(List<Trail.Page> pages, String eventName) {
        return pages.stream()
                .flatMap(page -> page.records().stream())
                .filter(record -> record.contains("\"eventName\":\"" + eventName + "\""))
                .toList();
    }
}
