package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyPolicies;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.story.Once;
import dev.keysunset.standin.story.Workload;
import dev.keysunset.standin.trail.TrailBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/** LookupEvents: what of the calls can be found, and how. */
class EventHistoryTest extends TrailFixture {

    @Test
    void pagesNewestFirst() {
        var key = key();
        for (int i = 0; i < 120; i++) {
            standIn.use(key, ORDERS);
            standIn.clock().advance(Duration.ofSeconds(1));
        }
        allDelivered();
        var pages = clients
                .cloudTrail(ACCOUNT)
                .lookupEventsPaginator(r -> r.lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "Decrypt")))
                .stream()
                .toList();
        assertThat(pages.stream().map(page -> page.events().size())).containsExactly(50, 50, 20);
        var times = pages.stream()
                .flatMap(page -> page.events().stream().map(event -> event.eventTime()))
                .toList();
        assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a)).doesNotHaveDuplicates();
    }

    @Test
    void includesBothEndsOfTheRange() {
        standIn.use(key(), ORDERS);
        allDelivered();
        assertThat(between(START, START)).isEqualTo(1);
        assertThat(between(START.minusSeconds(9), START)).isEqualTo(1);
        assertThat(between(START.plusSeconds(1), START.plusSeconds(9))).isZero();
    }

    private long between(Instant from, Instant to) {
        return clients.cloudTrail(ACCOUNT)
                .lookupEvents(r -> r.startTime(from)
                        .endTime(to)
                        .lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "Decrypt")))
                .events()
                .size();
    }

    @Test
    void forgetsAfterNinetyDays() {
        standIn.use(key(), ORDERS);
        standIn.clock().advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(records(ACCOUNT, "Decrypt")).hasSize(1);
        standIn.clock().advance(Duration.ofSeconds(2));
        assertThat(records(ACCOUNT, "Decrypt")).isEmpty();
    }

    @Test
    void remembersTheLastUseFromBeforeTheWorldBegan() {
        var key = standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "alias/old-reports")
                        .aged(Duration.ofDays(400))
                        .lastUsed(Duration.ofDays(60)));
        var told = clients.kms(ACCOUNT)
                .getKeyLastUsage(r -> r.keyId(key.toString()))
                .keyLastUsage();

        var events = clients.cloudTrail(ACCOUNT)
                .lookupEvents(r -> r.lookupAttributes(attribute(LookupAttributeKey.EVENT_ID, told.cloudTrailEventId())))
                .events();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.eventTime()).isEqualTo(told.timestamp().truncatedTo(ChronoUnit.SECONDS));
            assertThat(event.eventName()).isEqualTo(told.operationAsString());
            assertThat(event.cloudTrailEvent())
                    .contains(told.kmsRequestId())
                    .contains("assumed-role/old-reports/nightly")
                    .contains(key.toString());
        });
    }

    @Test
    void tellsOfTheFirstApplicationWhatItUsedTheKeyForBeforeTheWorldBegan() {
        var use = ORDERS.through("secretsmanager.amazonaws.com", Map.of("SecretARN", "arn:aws:secretsmanager:orders"));
        standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "alias/orders")
                        .aged(Duration.ofDays(400))
                        .lastUsed(Duration.ofDays(3))
                        .workload(new Workload(new Once(START.plus(Duration.ofDays(30))), use, 1)));

        assertThat(records(ACCOUNT, "Decrypt"))
                .singleElement()
                .satisfies(record -> assertThat(record.at("/requestParameters/encryptionContext/SecretARN")
                                .asText())
                        .isEqualTo("arn:aws:secretsmanager:orders"));
    }

    @Test
    void keepsNoMoreThanTheSettingSays() {
        standIn.change(TrailBehaviour.KEPT_EVENTS, 10);
        var key = key();
        for (int i = 0; i < 30; i++) {
            standIn.use(key, ORDERS);
        }
        allDelivered();
        assertThat(history(ACCOUNT)).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        Decrypt,     false, false, false, false
        Decrypt,     false, true,  false, true
        Decrypt,     true,  true,  false, false
        Decrypt,     true,  true,  true,  true
        DisableKey,  false, false, false, true
        UntagResource, true,  true,  false, false
        UntagResource, true,  false, true,  true
        """)
    void findsByResourceWhatAwsPromisesAndMoreIfToldTo(
            String eventName, boolean failed, boolean findsCrypto, boolean findsFailures, boolean found) {
        standIn.change(TrailBehaviour.LOOKUP_FINDS_CRYPTO_BY_RESOURCE, findsCrypto);
        standIn.change(TrailBehaviour.LOOKUP_FINDS_FAILURES_BY_RESOURCE, findsFailures);
        var key = key();
        var kms = clients.kms(ACCOUNT);
        if (failed) {
            kms.scheduleKeyDeletion(r -> r.keyId(key.toString()));
        }
        switch (eventName) {
            case "Decrypt" -> standIn.use(key, ORDERS);
            case "DisableKey" -> kms.disableKey(r -> r.keyId(key.toString()));
            default ->
                errorOf(() -> kms.untagResource(r -> r.keyId(key.toString()).tagKeys("a")));
        }
        allDelivered();
        for (var name : List.of(key.toString(), key.id())) {
            assertThat(history(ACCOUNT, LookupAttributeKey.RESOURCE_NAME, name).stream()
                            .anyMatch(event -> event.eventName().equals(eventName)))
                    .isEqualTo(found);
        }
        assertThat(history(ACCOUNT, LookupAttributeKey.RESOURCE_TYPE, "AWS::KMS::Key").stream()
                        .anyMatch(event -> event.eventName().equals(eventName)))
                .isEqualTo(found);
        assertThat(records(ACCOUNT, eventName)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        USERNAME,      orders-app,            1
        USERNAME,      alice,                 1
        USERNAME,      somebody,              0
        EVENT_NAME,    Decrypt,               2
        EVENT_NAME,    decrypt,               0
        READ_ONLY,     true,                  2
        READ_ONLY,     false,                 0
        EVENT_SOURCE,  kms.amazonaws.com,     2
        EVENT_SOURCE,  s3.amazonaws.com,      0
        ACCESS_KEY_ID, AKIAALICEWORKLOADEXX,  1
        RESOURCE_TYPE, AWS::S3::Object,       0
        """)
    void findsByOneAttribute(LookupAttributeKey key, String value, int found) {
        var used = key();
        standIn.use(used, ORDERS);
        standIn.use(used, KeyUse.by("arn:aws:iam::111122223333:user/alice", "Decrypt"));
        allDelivered();
        assertThat(history(ACCOUNT, key, value)).hasSize(found);
    }

    @Test
    void findsByEventId() {
        standIn.use(key(), ORDERS);
        allDelivered();
        var id = history(ACCOUNT).getFirst().eventId();
        assertThat(history(ACCOUNT, LookupAttributeKey.EVENT_ID, id)).hasSize(1);
    }

    @Test
    void tellsNoNameOfACallerFromElsewhere() {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").policy(KeyPolicies.sharedWith(ACCOUNT, OTHER)));
        standIn.use(key, KeyUse.by("arn:aws:iam::" + OTHER + ":role/etl", "Decrypt"));
        allDelivered();
        assertThat(history(ACCOUNT))
                .first()
                .satisfies(event -> assertThat(event.username()).isNull());
        assertThat(history(OTHER))
                .first()
                .satisfies(event -> assertThat(event.username()).isEqualTo("etl"));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String code, Consumer<LookupEventsRequest.Builder> request) {
        assertThat(errorOf(() -> clients.cloudTrail(ACCOUNT).lookupEvents(request))
                        .errorCode())
                .isEqualTo(code);
    }

    static Stream<Arguments> refuses() {
        var name = attribute(LookupAttributeKey.EVENT_NAME, "Decrypt");
        return Stream.of(
                refusal("InvalidLookupAttributesException", r -> r.lookupAttributes(name, name)),
                refusal(
                        "InvalidLookupAttributesException",
                        r -> r.lookupAttributes(LookupAttribute.builder()
                                .attributeKey("Colour")
                                .attributeValue("x")
                                .build())),
                refusal(
                        "InvalidLookupAttributesException",
                        r -> r.lookupAttributes(attribute(LookupAttributeKey.EVENT_NAME, "x".repeat(2001)))),
                refusal(
                        "InvalidTimeRangeException",
                        r -> r.startTime(START.plusSeconds(1)).endTime(START)),
                refusal("InvalidMaxResultsException", r -> r.maxResults(51)),
                refusal("InvalidMaxResultsException", r -> r.maxResults(0)),
                refusal("InvalidNextTokenException", r -> r.nextToken("made up")),
                refusal("InvalidEventCategoryException", r -> r.eventCategory("management")));
    }

    private static Arguments refusal(String code, Consumer<LookupEventsRequest.Builder> request) {
        return Arguments.of(code, request);
    }

    @Test
    void takesATokenOnlyWithTheSameParameters() {
        var key = key();
        for (int i = 0; i < 60; i++) {
            standIn.use(key, ORDERS);
        }
        allDelivered();
        var token = clients.cloudTrail(ACCOUNT).lookupEvents(r -> {}).nextToken();
        assertThat(errorOf(() -> clients.cloudTrail(ACCOUNT)
                                .lookupEvents(r -> r.nextToken(token).startTime(START)))
                        .errorCode())
                .isEqualTo("InvalidNextTokenException");
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}
