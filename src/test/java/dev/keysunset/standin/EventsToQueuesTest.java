package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.kms.KmsBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.trail.TrailBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** The way of events to queues, from a call on a key to the message a consumer gets. */
class EventsToQueuesTest extends RuleFixture {
    private static final RuleState ALL = RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;

    private static final String FAILURES = """
        {"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],\
        "detail":{"errorCode":["DisabledException","KMSInvalidStateException"]}}\
        """;

    private static final String EVERYTHING_OF_KMS = "{\"source\":[\"aws.kms\"]}";

    @Test
    void bringsAFailedUseOfADisabledKeyToTheQueue() {
        var url = feed(FAILURES, ALL);
        var key = disabledKey();
        use(key, "Decrypt");
        standIn.clock().advance(Duration.ofMinutes(30));
        var event = json(receive(url).getFirst().body());
        assertThat(event.path("detail-type").asText()).isEqualTo("AWS API Call via CloudTrail");
        assertThat(event.path("source").asText()).isEqualTo("aws.kms");
        assertThat(event.path("account").asText()).isEqualTo(ACCOUNT);
        assertThat(event.path("region").asText()).isEqualTo("us-east-1");
        assertThat(event.path("resources").isArray()).isTrue();
        assertThat(event.path("time").asText())
                .isEqualTo(event.path("detail").path("eventTime").asText());
        assertThat(event.path("detail").path("errorCode").asText()).isEqualTo("DisabledException");
        assertThat(event.path("detail").path("errorMessage").asText()).isEqualTo(key + " is disabled.");
    }

    @Test
    void bringsNoFailureIfEventBridgeHearsOfNone() {
        standIn.change(TrailBehaviour.FAILURES_REACH_EVENTBRIDGE, false);
        var url = feed(EVERYTHING_OF_KMS, ALL);
        var key = key();
        use(key, "Decrypt");
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        use(key, "Encrypt");
        standIn.clock().advance(Duration.ofMinutes(30));
        assertThat(drain(url))
                .extracting(event -> event.path("detail").path("eventName").asText())
                .contains("Decrypt", "DisableKey")
                .doesNotContain("Encrypt");
    }

    @ParameterizedTest
    @EnumSource(
            value = RuleState.class,
            names = {"ENABLED", "DISABLED"})
    void bringsNoReadOnlyEventToARuleInAnotherState(RuleState state) {
        var url = feed(FAILURES, state);
        use(disabledKey(), "Decrypt");
        standIn.clock().advance(Duration.ofMinutes(30));
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void bringsWriteEventsToAPlainRule() {
        var url = feed("{\"detail\":{\"eventName\":[\"DisableKey\"]}}", RuleState.ENABLED);
        disabledKey();
        standIn.clock().advance(Duration.ofMinutes(30));
        assertThat(receive(url))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(json(message.body())
                                .path("detail")
                                .path("readOnly")
                                .asBoolean(true))
                        .isFalse());
    }

    @Test
    void bringsNothingWhileTheTrailIsStopped() {
        var url = feed(EVERYTHING_OF_KMS, ALL);
        standIn.switchTrailLogging(PLACE, false);
        use(disabledKey(), "Decrypt");
        standIn.clock().advance(Duration.ofMinutes(30));
        assertThat(receive(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WRITE_ONLY, '', false, true", "ALL, kms.amazonaws.com, false, false", "READ_ONLY, '', true, false"})
    void bringsOnlyWhatTheTrailsSelectorsInclude(
            ReadWriteType kinds, String excludedSource, boolean reads, boolean writes) {
        var url = feed(EVERYTHING_OF_KMS, ALL);
        clients.cloudTrail(ACCOUNT)
                .putEventSelectors(r -> r.trailName("management")
                        .eventSelectors(EventSelector.builder()
                                .readWriteType(kinds)
                                .includeManagementEvents(true)
                                .excludeManagementEventSources(
                                        excludedSource.isEmpty() ? List.of() : List.of(excludedSource))
                                .build()));
        standIn.clock().advance(Duration.ofMinutes(30));
        drain(url);
        use(disabledKey(), "Decrypt");
        standIn.clock().advance(Duration.ofMinutes(30));
        var names = drain(url).stream()
                .map(event -> event.path("detail").path("eventName").asText())
                .toList();
        assertThat(names.contains("Decrypt")).isEqualTo(reads);
        assertThat(names.contains("DisableKey")).isEqualTo(writes);
    }

    @Test
    void tellsOfADeletionByServiceEventAndByKmsItself() {
        var url = feed(EVERYTHING_OF_KMS, RuleState.ENABLED);
        var key = key();
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        var received = drain(url);
        assertThat(received)
                .anySatisfy(event -> {
                    assertThat(event.path("detail-type").asText()).isEqualTo("KMS CMK Deletion");
                    assertThat(event.path("resources").path(0).asText()).isEqualTo(key.toString());
                    assertThat(event.path("detail").path("key-id").asText()).isEqualTo(key.id());
                })
                .anySatisfy(event -> {
                    assertThat(event.path("detail-type").asText()).isEqualTo("AWS Service Event via CloudTrail");
                    assertThat(event.path("detail").path("eventName").asText()).isEqualTo("DeleteKey");
                });
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 3"})
    void tellsOfOneDeletionAsOftenAsKmsDoes(double chance, int events) {
        standIn.change(KmsBehaviour.REPEATED_DELETION_EVENTS, chance);
        var url = feed(EVERYTHING_OF_KMS, RuleState.ENABLED);
        var key = key();
        clients.kms(ACCOUNT).scheduleKeyDeletion(r -> r.keyId(key.toString()).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        assertThat(drain(url))
                .filteredOn(event -> event.path("detail-type").asText().equals("KMS CMK Deletion"))
                .extracting(event -> event.path("id").asText())
                .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(events));
    }

    private KeyArn disabledKey() {
        var key = key();
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        return key;
    }

    private void use(KeyArn key, String operation) {
        standIn.use(
                key,
                new KeyUse(
                        operation,
                        "arn:aws:iam::" + ACCOUNT + ":user/app",
                        Optional.empty(),
                        Map.of(),
                        Optional.empty()));
    }

    private List<JsonNode> drain(String url) {
        return receive(url).stream().map(message -> json(message.body())).toList();
    }
}
