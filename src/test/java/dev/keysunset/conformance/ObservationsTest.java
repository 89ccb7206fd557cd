package dev.keysunset.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * Looks at what AWS's documentation leaves open and writes down what it saw, in
 * {@code target/conformance-observations.md}. Nothing here is right or wrong: one run in a sandbox account tells how AWS
 * behaves, a run on the stand-in which behaviour it has chosen.
 */
@Conformance
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObservationsTest {
    private static final Duration DELIVERY = Duration.ofMinutes(30);
    private static final Duration RECORDING = Duration.ofMinutes(75);

    private final Subject aws;
    private final Deeds deeds;
    private final Instant from;
    private final TrailRecords records;

    ObservationsTest(Subject aws) {
        this.aws = aws;
        this.from = aws.patience().now();
        this.deeds = new Deeds(aws);
        this.records = new TrailRecords(aws.cloudTrail(), from.minusSeconds(60));
    }

    @BeforeAll
    void firstAppearance() {
        aws.patience()
                .until(
                        DELIVERY,
                        () -> assertThat(record(deeds.onDisabled.getFirst())).isPresent());
        note(
                2,
                "Does LookupEvents find uses by ResourceName?",
                "the first refused call was in the event history "
                        + rounded(Duration.between(from, aws.patience().now())) + " after the calls began");
    }

    @Test
    @Order(1)
    void recordsOfRefusedCalls() {
        aws.patience().pass(Duration.ofMinutes(15));
        deeds.all()
                .forEach(deed -> note(
                        1,
                        "What is in the record of a refused call?",
                        deed.title() + " " + deed.told() + "; "
                                + record(deed).map(ObservationsTest::shape).orElse("no record")));
    }

    @Test
    @Order(2)
    void lookupsByResourceName() {
        byName("Decrypt that succeeded", deeds.success, deeds.disabled);
        byName("Encrypt on a disabled key", deeds.onDisabled.getFirst(), deeds.disabled);
        byName("Encrypt on a key pending deletion", deeds.onPending.getFirst(), deeds.pending);
    }

    @Test
    @Order(3)
    void wordsOfAKeyPendingDeletion() {
        deeds.onPending.forEach(
                deed -> note(3, "What does a key pending deletion answer?", deed.title() + " " + deed.told()));
    }

    @Test
    @Order(4)
    void eventBridge() {
        note(
                4,
                "Does EventBridge deliver refused reads?",
                "not looked at: it needs a rule and a queue, and the suite makes only keys");
    }

    @Test
    @Order(5)
    void dryRuns() {
        var question = "What does DryRun do?";
        note(5, question, deeds.dryRun.title() + " " + deeds.dryRun.told() + "; " + recorded(deeds.dryRun));
        var refused = deeds.onDisabled.get(3);
        note(5, question, "Encrypt with DryRun on a disabled key " + refused.told() + "; " + recorded(refused));
        aws.patience()
                .until(RECORDING, () -> assertThat(usage(deeds.disabled.arn())).contains(" at "));
        note(5, question, "last usage of the key that only DryRun called: " + usage(deeds.tried.arn()));
    }

    @Test
    @Order(6)
    void lastUsageInEveryState() {
        var question = "For which keys does GetKeyLastUsage answer?";
        note(6, question, "disabled: " + usage(deeds.disabled.arn()));
        note(6, question, "pending deletion: " + usage(deeds.pending.arn()));
        note(6, question, "pending import: " + usage(deeds.awaitingMaterial.arn()));
        note(6, question, "managed by AWS: " + managedByAws().map(this::usage).orElse("no such key here"));
    }

    @Test
    @Order(7)
    void successesAfterDisableKey() {
        note(
                7,
                "How long do calls succeed after DisableKey?",
                "the first refusal came after " + rounded(deeds.successesAfterDisableKey) + " (one try)");
    }

    @Test
    @Order(8)
    void timestampsOfLogEvents() {
        var question = "Which time does a log event of CloudTrail bear?";
        aws.cloudTrail().describeTrails().trailList().stream()
                .flatMap(trail -> Optional.ofNullable(trail.cloudWatchLogsLogGroupArn()).stream())
                .map(arn -> arn.split(":", -1)[6])
                .findFirst()
                .ifPresentOrElse(
                        group -> note(8, question, logEvent(group)),
                        () -> note(8, question, "no trail here delivers to a log group"));
    }

    @Test
    @Order(9)
    void orderOfTheChecks() {
        var question = "Is it permission, then state, then ciphertext?";
        note(9, question, deeds.onDenied.title() + " " + deeds.onDenied.told());
        var broken = deeds.onDisabled.get(5);
        note(9, question, broken.title() + " on a disabled key " + broken.told());
    }

    @Test
    @Order(10)
    void publicKeyOfADisabledKey() {
        deeds.onPair.forEach(deed -> note(
                10,
                "Does GetPublicKey succeed on a disabled key?",
                deed.title() + " " + deed.told() + "; " + recorded(deed)));
    }

    private void byName(String what, Deed deed, KeyMetadata key) {
        for (var name : List.of(key.arn(), key.keyId())) {
            var found = records.by(LookupAttributeKey.RESOURCE_NAME, name).stream()
                    .anyMatch(record -> record.text("requestID").equals(deed.requestId()));
            note(
                    2,
                    "Does LookupEvents find uses by ResourceName?",
                    what
                            + (found ? " is found by " : " is not found by ")
                            + (name.equals(key.arn()) ? "key ARN" : "key id"));
        }
    }

    private String recorded(Deed deed) {
        return record(deed).map(ObservationsTest::shape).orElse("no record");
    }

    private Optional<TrailRecords.Found> record(Deed deed) {
        return records.by(LookupAttributeKey.EVENT_NAME, deed.operation()).stream()
                .filter(found -> found.text("requestID").equals(deed.requestId()))
                .findFirst();
    }

    private static String shape(TrailRecords.Found found) {
        var resources = found.record().path("resources");
        var names = resources.isEmpty()
                ? "no resources"
                : "resources "
                        + resources
                                .valueStream()
                                .map(resource -> resource.path("ARN").asText().replaceFirst(".*:", ""))
                                .collect(Collectors.joining(", "));
        return "recorded as `" + (found.record().has("errorCode") ? found.text("errorCode") : "no error") + "` with "
                + names + ", requestParameters `" + found.record().path("requestParameters") + "`";
    }

    private String usage(String key) {
        try {
            var answer = aws.kms().getKeyLastUsage(request -> request.keyId(key));
            var usage = answer.keyLastUsage();
            return usage.timestamp() == null
                    ? "none since " + answer.trackingStartDate()
                    : usage.operationAsString() + " at " + usage.timestamp();
        } catch (AwsServiceException e) {
            return "`" + e.awsErrorDetails().errorCode() + "`: "
                    + e.awsErrorDetails().errorMessage();
        }
    }

    /** A key that AWS made for one of its services, if this account has one; it is only read. */
    private Optional<String> managedByAws() {
        return aws.kms().listAliasesPaginator().aliases().stream()
                .filter(alias -> alias.aliasName().startsWith("alias/aws/") && alias.targetKeyId() != null)
                .map(alias -> alias.targetKeyId())
                .findFirst();
    }

    private String logEvent(String group) {
        var pattern = "{ $.requestID = \"" + deeds.onDisabled.getFirst().requestId() + "\" }";
        return aws
                .logs()
                .filterLogEventsPaginator(request -> request.logGroupName(group)
                        .filterPattern(pattern)
                        .startTime(from.minusSeconds(60).toEpochMilli()))
                .events()
                .stream()
                .findFirst()
                .map(event -> "eventTime "
                        + TrailRecords.parsed(event.message()).path("eventTime").asText()
                        + ", timestamp " + Instant.ofEpochMilli(event.timestamp())
                        + ", ingestionTime " + Instant.ofEpochMilli(event.ingestionTime()))
                .orElse("the refused call is not in " + group);
    }

    private void note(int number, String question, String seen) {
        aws.observations().note("%02d. %s".formatted(number, question), seen);
    }

    private static Duration rounded(Duration duration) {
        return Duration.ofSeconds(duration.toSeconds());
    }
}
