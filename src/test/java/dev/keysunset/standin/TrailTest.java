package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.story.KeyUse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** What CloudTrail tells of the calls, where and how late. */
class TrailTest extends StandInFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String GROUP = "/aws/cloudtrail/management";
    private static final KeyUse ORDERS = KeyUse.by("arn:aws:iam::111122223333:role/orders-app", "Decrypt");

    @Test
    void recordsAFailedUseAsAWSWritesIt() {
        var key = disabledKey();
        standIn.use(key, ORDERS.through("AWS Internal", Map.of("aws:s3:arn", "arn:aws:s3:::orders/1.csv")));
        standIn.clock().advance(Duration.ofMinutes(15));
        var record = records(ACCOUNT, key).stream()
                .filter(candidate -> candidate.path("eventName").asText().equals("Decrypt"))
                .findFirst()
                .orElseThrow();
        assertThat(record.path("errorCode").asText()).isEqualTo("DisabledException");
        assertThat(record.path("errorMessage").asText()).isEqualTo(key + " is disabled.");
        assertThat(record.path("eventTime").asText()).isEqualTo("2026-11-02T09:00:00Z");
        assertThat(record.path("userIdentity").path("arn").asText())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/orders-app/orders-app");
        assertThat(record.path("userIdentity").path("invokedBy").asText()).isEqualTo("AWS Internal");
        assertThat(record.path("requestParameters").toString())
                .contains("\"aws:s3:arn\":\"arn:aws:s3:::orders/1.csv\"")
                .doesNotContain("iphertextBlob");
        assertThat(record.path("resources").path(0).path("ARN").asText()).isEqualTo(key.toString());
        assertThat(record.path("readOnly").asBoolean()).isTrue();
    }

    @Test
    void deliversLateAndOutOfOrder() {
        var key = key();
        for (int i = 0; i < 60; i++) {
            standIn.use(key, ORDERS);
            standIn.clock().advance(Duration.ofSeconds(1));
        }
        assertThat(logEvents("")).isEmpty();
        assertThat(records(ACCOUNT, key)).isEmpty();
        standIn.clock().advance(Duration.ofMinutes(14));
        var events = logEvents("");
        assertThat(events).hasSizeGreaterThanOrEqualTo(60);
        assertThat(events)
                .allSatisfy(event -> assertThat(event.ingestionTime() - event.timestamp())
                        .isBetween(
                                Duration.ofMinutes(3).toMillis(),
                                Duration.ofMinutes(14).plusSeconds(1).toMillis()));
        assertThat(events.stream().map(FilteredLogEvent::ingestionTime).toList())
                .isNotEqualTo(events.stream()
                        .map(FilteredLogEvent::ingestionTime)
                        .sorted()
                        .toList());
        assertThat(records(ACCOUNT, key)).hasSize(60);
    }

    @Test
    void deliversNothingToTheLogGroupOfAStoppedTrail() {
        standIn.switchTrailLogging(PLACE, false);
        var key = key();
        standIn.use(key, ORDERS);
        standIn.clock().advance(Duration.ofMinutes(15));
        assertThat(logEvents("")).isEmpty();
        assertThat(records(ACCOUNT, key)).hasSize(1);
        assertThat(clients.cloudTrail(ACCOUNT)
                        .getTrailStatus(r -> r.name("management"))
                        .isLogging())
                .isFalse();
    }

    @Test
    void tellsBothAccountsOfAUseAcrossThem() {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").policy(KeyPolicies.sharedWith(ACCOUNT, OTHER)));
        standIn.use(key, KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Decrypt"));
        standIn.clock().advance(Duration.ofMinutes(15));
        var owner = records(ACCOUNT, key).getFirst();
        var caller = records(OTHER, key).getFirst();
        assertThat(owner.path("sharedEventID")).isEqualTo(caller.path("sharedEventID"));
        assertThat(owner.path("eventID")).isNotEqualTo(caller.path("eventID"));
        assertThat(owner.path("userIdentity").path("type").asText()).isEqualTo("AWSAccount");
        assertThat(owner.path("userIdentity").has("arn")).isFalse();
        assertThat(caller.path("userIdentity").path("type").asText()).isEqualTo("AssumedRole");
        standIn.clock().advance(Duration.ofHours(1));
        assertThat(clients.kms(ACCOUNT)
                        .getKeyLastUsage(r -> r.keyId(key.toString()))
                        .keyLastUsage()
                        .cloudTrailEventId())
                .isEqualTo(owner.path("eventID").asText());
    }

    @Test
    void tellsOfADenialOnlyInTheCallersAccount() {
        var key = key();
        standIn.use(key, KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Encrypt"));
        standIn.clock().advance(Duration.ofMinutes(15));
        assertThat(records(ACCOUNT, key)).isEmpty();
        var events = clients.cloudTrail(OTHER).lookupEvents(r -> {}).events();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.cloudTrailEvent()).contains("\"errorCode\":\"AccessDenied\"");
            assertThat(event.resources()).isEmpty();
        });
    }

    @Test
    void recordsTheDeletionAsAnEventOfKmsItself() {
        var key = key();
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(8).plusMinutes(15));
        var records = records(ACCOUNT, key);
        var deletion = records.getFirst();
        assertThat(deletion.path("eventName").asText()).isEqualTo("DeleteKey");
        assertThat(deletion.path("eventType").asText()).isEqualTo("AwsServiceEvent");
        assertThat(deletion.path("userIdentity").has("type")).isFalse();
        var scheduling = records.get(1);
        assertThat(scheduling.path("responseElements").path("deletionDate").asText())
                .isEqualTo("Nov 9, 2026 09:00:00 AM");
        assertThat(scheduling
                        .path("requestParameters")
                        .path("pendingWindowInDays")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void pagesTheEventHistoryNewestFirst() {
        var key = key();
        for (int i = 0; i < 120; i++) {
            standIn.use(key, ORDERS);
            standIn.clock().advance(Duration.ofSeconds(1));
        }
        standIn.clock().advance(Duration.ofMinutes(15));
        var pages = clients.cloudTrail(ACCOUNT).lookupEventsPaginator(r -> r.lookupAttributes(byName(key))).stream()
                .toList();
        assertThat(pages.stream().map(page -> page.events().size())).containsExactly(50, 50, 20);
        var times = pages.stream()
                .flatMap(page -> page.events().stream().map(event -> event.eventTime()))
                .toList();
        assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a)).doesNotHaveDuplicates();
    }

    @Test
    void throttlesTheThirdLookupOfASecond() {
        try (var strict = StandIn.start(options().withAws(StandInOptions.AwsSettings.DEFAULT));
                var strictClients = new Clients(strict)) {
            var trail = strictClients.cloudTrail(ACCOUNT);
            var codes = Stream.generate(() -> lookupCode(trail)).limit(3).toList();
            assertThat(codes).containsExactly("", "", "ThrottlingException");
        }
    }

    private static String lookupCode(CloudTrailClient trail) {
        try {
            trail.lookupEvents(r -> {});
            return "";
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            { $.eventName = "Decrypt" } => true
            { $.eventName = Decrypt } => true
            { $.eventName = "decrypt" } => false
            { $.eventName != "Decrypt" } => false
            { ($.eventSource = "kms.amazonaws.com") && ($.errorMessage = "*is disabled.*" || $.errorMessage = "*is pending deletion*") } => true
            { $.eventSource = kms* && $.errorMessage = "* is pending deletion." } => false
            { $.resources[0].type = "AWS::KMS::Key" } => true
            { $.resources[1].type = "AWS::KMS::Key" } => false
            { $.responseElements IS NULL } => true
            { $.sharedEventID NOT EXISTS } => true
            { $.errorCode NOT EXISTS } => false
            { $.errorCode EXISTS && $.readOnly IS TRUE } => true
            { $.managementEvent IS FALSE } => false
            { $.absent = 3 || $.userIdentity.sessionContext.sessionIssuer.userName = "orders*" } => true
            '"Decrypt" "is disabled"' => true
            """)
    void filtersByPattern(String pattern, boolean matches) {
        var key = disabledKey();
        standIn.clock().advance(Duration.ofHours(1));
        standIn.use(key, ORDERS);
        standIn.clock().advance(Duration.ofMinutes(15));
        var since = START.plus(Duration.ofHours(1)).toEpochMilli();
        var found = logEvents(pattern).stream()
                .filter(event -> event.timestamp() >= since)
                .toList();
        assertThat(!found.isEmpty()).isEqualTo(matches);
    }

    @Test
    void refusesAPatternItCannotRead() {
        assertThat(errorOf(() -> logEvents("{ $.eventName = }")).errorCode()).isEqualTo("InvalidParameterException");
    }

    @Test
    void handsOutEveryLogEventOverShortAndEmptyPages() {
        var key = key();
        for (int i = 0; i < 40; i++) {
            standIn.use(key, ORDERS);
        }
        standIn.clock().advance(Duration.ofMinutes(15));
        var events = new ArrayList<FilteredLogEvent>();
        var request =
                FilterLogEventsRequest.builder().logGroupName(GROUP).limit(7).build();
        var pages =
                clients.logs(ACCOUNT).filterLogEventsPaginator(request).stream().toList();
        pages.forEach(page -> events.addAll(page.events()));
        assertThat(events.stream()
                        .map(event -> parsed(event.message()).path("eventID").asText())
                        .distinct())
                .hasSize(40);
        assertThat(events.stream().map(FilteredLogEvent::eventId)).doesNotHaveDuplicates();
    }

    private KeyArn disabledKey() {
        var key = key();
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        return key;
    }

    private List<JsonNode> records(String account, KeyArn key) {
        return clients.cloudTrail(account).lookupEventsPaginator(r -> r.lookupAttributes(byName(key))).events().stream()
                .map(event -> parsed(event.cloudTrailEvent()))
                .toList();
    }

    private List<FilteredLogEvent> logEvents(String pattern) {
        var request = FilterLogEventsRequest.builder()
                .logGroupName(GROUP)
                .filterPattern(pattern)
                .build();
        return clients.logs(ACCOUNT).filterLogEventsPaginator(request).events().stream()
                .toList();
    }

    private static LookupAttribute byName(KeyArn key) {
        return LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.RESOURCE_NAME)
                .attributeValue(key.toString())
                .build();
    }

    private static JsonNode parsed(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
