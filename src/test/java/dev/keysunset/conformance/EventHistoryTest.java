package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What CloudTrail's event history tells of this run's own calls. */
@Conformance
class EventHistoryTest {
    private static final Duration SETTLING = Duration.ofMinutes(15);
    private static final Duration DELIVERY = Duration.ofMinutes(30);

    private final Subject aws;
    private final TrailRecords records;

    EventHistoryTest(Subject aws) {
        this.aws = aws;
        this.records = new TrailRecords(aws.cloudTrail(), aws.patience().now().minusSeconds(60));
    }

    @Test
    void recordsTheUseThatADisabledKeyRefused() {
        var key = aws.keys().create(aws.kms());
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        var requestId = requestIdOfTheFirstRefusal(key);
        aws.patience().until(DELIVERY, () -> assertThat(refused(key)).isNotEmpty());
        var found = refused(key).stream()
                .filter(record -> record.text("requestID").equals(requestId))
                .findFirst()
                .orElseThrow();
        assertThat(found.text("errorCode")).isEqualTo("DisabledException");
        assertThat(found.text("eventSource")).isEqualTo("kms.amazonaws.com");
        assertThat(found.text("awsRegion")).isEqualTo(aws.region());
        assertThat(found.text("eventType")).isEqualTo("AwsApiCall");
        assertThat(found.text("eventCategory")).isEqualTo("Management");
        assertThat(found.text("recipientAccountId")).isEqualTo(aws.account());
        assertThat(found.record().path("readOnly").asBoolean()).isTrue();
        assertThat(found.record().path("managementEvent").asBoolean()).isTrue();
        assertThat(found.record().path("responseElements").isNull()).isTrue();
        assertThat(found.record().path("requestParameters").path("keyId").asText())
                .isEqualTo(key.arn());
        assertThat(found.record().path("requestParameters").has("plaintext")).isFalse();
        assertThat(Instant.parse(found.text("eventTime")))
                .isEqualTo(found.event().eventTime());
        assertThat(found.event().readOnly()).isEqualTo("true");
        assertThat(found.event().eventId()).isEqualTo(found.text("eventID"));
    }

    @Test
    void findsAnEventByItsId() {
        var key = aws.keys().create(aws.kms());
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        aws.patience().until(DELIVERY, () -> assertThat(disabling(key)).hasSize(1));
        var found = disabling(key).getFirst();
        assertThat(records.by(LookupAttributeKey.EVENT_ID, found.event().eventId()))
                .singleElement()
                .satisfies(same -> assertThat(same.record()).isEqualTo(found.record()));
        assertThat(found.event().readOnly()).isEqualTo("false");
        assertThat(found.record().path("responseElements").path("keyId").asText())
                .isEqualTo(key.arn());
        assertThat(found.record().path("resources").path(0).path("ARN").asText())
                .isEqualTo(key.arn());
    }

    @Test
    void findsTheManagementOfAKeyByItsName() {
        var key = aws.keys().create(aws.kms());
        aws.kms().disableKey(request -> request.keyId(key.arn()));
        aws.kms().scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(7));
        aws.patience()
                .until(DELIVERY, () -> assertThat(namesOfEvents(key)).contains("DisableKey", "ScheduleKeyDeletion"));
        assertThat(records.by(LookupAttributeKey.RESOURCE_NAME, key.arn()))
                .extracting(found -> found.event().eventTime())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void pagesWithoutLossOrRepetition() {
        var key = aws.keys().create(aws.kms());
        for (var i = 0; i < 3; i++) {
            aws.kms().describeKey(request -> request.keyId(key.arn()));
        }
        var expected = 3;
        aws.patience().until(DELIVERY, () -> assertThat(described(key)).hasSize(expected));
        var pages = aws.cloudTrail()
                .lookupEventsPaginator(request -> request.maxResults(1)
                        .startTime(key.creationDate().minusSeconds(1))
                        .lookupAttributes(TrailRecords.wanted(LookupAttributeKey.EVENT_NAME, "DescribeKey")));
        var ids = pages.stream()
                .flatMap(page -> page.events().stream())
                .filter(event -> event.cloudTrailEvent().contains(key.arn()))
                .map(event -> event.eventId())
                .toList();
        assertThat(ids).hasSize(expected).doesNotHaveDuplicates();
    }

    private String requestIdOfTheFirstRefusal(KeyMetadata key) {
        var requestId = new String[1];
        aws.patience().until(SETTLING, () -> {
            try {
                aws.kms().encrypt(request -> request.keyId(key.arn()).plaintext(SdkBytes.fromUtf8String("x")));
                throw new AssertionError(key.arn() + " still encrypts");
            } catch (KmsException e) {
                requestId[0] = e.requestId();
            }
        });
        return requestId[0];
    }

    private List<TrailRecords.Found> refused(KeyMetadata key) {
        return records.named("Encrypt", found -> found.text("errorMessage").equals(key.arn() + " is disabled."));
    }

    private List<TrailRecords.Found> disabling(KeyMetadata key) {
        return records.named("DisableKey", found -> found.record().toString().contains(key.arn()));
    }

    private List<TrailRecords.Found> described(KeyMetadata key) {
        return records.named("DescribeKey", found -> found.record().toString().contains(key.arn()));
    }

    private Set<String> namesOfEvents(KeyMetadata key) {
        return records.by(LookupAttributeKey.RESOURCE_NAME, key.arn()).stream()
                .map(found -> found.event().eventName())
                .collect(Collectors.toUnmodifiableSet());
    }
}
