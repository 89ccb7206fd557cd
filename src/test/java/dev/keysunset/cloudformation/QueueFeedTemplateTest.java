package dev.keysunset.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.core.Operations;
import dev.keysunset.core.TamperingOperations;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.fleet.KeyPlan;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.KmsBehaviour;
import dev.keysunset.standin.queue.QueueBehaviour;
import dev.keysunset.standin.story.KeyUse;
import dev.keysunset.standin.storybook.FleetChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the template's rule lets pass, by real calls: every sign of need and every change, and no success. */
class QueueFeedTemplateTest {
    private static final Place PLACE = new Place("111122223333", "us-east-1");
    private static final String APP = "arn:aws:iam::111122223333:role/orders";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StandIn standIn = StandIn.start(StandInOptions.prompt()
            .withRate(0)
            .withStartAt(Instant.parse("2026-11-02T09:00:00Z"))
            .with(QueueBehaviour.DUPLICATES, 0.0)
            .with(QueueBehaviour.EMPTY_RECEIVES, 0.0));
    private QueueFeedStack stack = created(Map.of());

    private QueueFeedStack created(Map<String, String> parameters) {
        var created = QueueFeedStack.create(standIn, PLACE, parameters);
        standIn.clock().advance(Duration.ofMinutes(10));
        created.empty();
        return created;
    }

    @AfterEach
    void stop() {
        stack.close();
        standIn.close();
    }

    @Test
    void setsTheStateThatLetsReadOnlyEventsPass() {
        var rule = stack.events().describeRule(request -> request.name(stack.ruleName()));
        assertThat(rule.state()).isEqualTo(RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS);
        assertThat(rule.eventPattern()).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void letsANeededKeyPassInEitherStateAndWhateverTheCode() {
        var disabled = key(KeyState.DISABLED);
        var pending = key(KeyState.PENDING_DELETION);
        use(disabled, "Decrypt");
        use(pending, "Decrypt");
        standIn.change(KmsBehaviour.PENDING_AS_DISABLED, true);
        use(pending, "Encrypt");
        assertThat(arrived())
                .extracting(record -> record.path("eventName").asText() + " "
                        + record.path("errorMessage").asText().replaceFirst(".* (is [a-z]+).*", "$1"))
                .containsExactlyInAnyOrder("Decrypt is disabled", "Decrypt is pending", "Encrypt is pending");
    }

    @Test
    void keepsSuccessesOutside() {
        var key = key(KeyState.ENABLED);
        use(key, "Decrypt");
        use(key, "Encrypt");
        use(key, "GenerateDataKey");
        kms().describeKey(request -> request.keyId(key.toString()));
        assertThat(arrived()).isEmpty();
    }

    @Test
    void letsChangesOfKeysPassAndTheirEnd() {
        var key = key(KeyState.ENABLED).toString();
        kms().disableKey(request -> request.keyId(key));
        kms().enableKey(request -> request.keyId(key));
        kms().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        kms().cancelKeyDeletion(request -> request.keyId(key));
        kms().scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        standIn.clock().advance(Duration.ofDays(9));
        assertThat(names(arrived()))
                .contains("DisableKey", "EnableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "DeleteKey");
    }

    @Test
    void namesEveryChangeThatTheWatchKnows() {
        assertThat(namesOf("aws.kms")).containsAll(Operations.CONTROL).contains("GetPublicKey");
        for (var source : TamperingOperations.SOURCES) {
            assertThat(namesOf(source.replaceFirst("([a-z]+)\\.amazonaws\\.com", "aws.$1")))
                    .as(source)
                    .containsExactlyInAnyOrderElementsOf(TamperingOperations.of(source));
        }
    }

    private List<String> namesOf(String source) {
        var names = new ArrayList<String>();
        for (var part : pattern().path("$or")) {
            if (part.path("source").path(0).asText().equals(source)) {
                part.path("detail").path("eventName").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }

    @Test
    void letsHandsOnTheWatchPass() {
        try (var trails = CloudTrailClient.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.of(PLACE.region()))
                .credentialsProvider(administrator())
                .build()) {
            trails.updateTrail(request -> request.name("management").enableLogFileValidation(true));
        }
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.deadLetterQueueUrl())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "61")));
        stack.events().putRule(request -> request.name("another").eventPattern("{\"source\":[\"none\"]}"));
        assertThat(names(arrived())).contains("UpdateTrail", "SetQueueAttributes", "PutRule");
    }

    @Test
    void isWhatTheDemoLooksThrough() {
        try (var demo = StandIn.start(StandInOptions.prompt().withFleet(FleetChoice.DEMO));
                var events = QueueFeedStack.events(demo, PLACE)) {
            var rule = events.describeRule(request -> request.name("keysunset"));
            assertThat(json(rule.eventPattern())).isEqualTo(pattern());
            assertThat(rule.state()).isEqualTo(RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS);
            assertThat(events.listTargetsByRule(request -> request.rule("keysunset"))
                            .targets())
                    .extracting(Target::arn)
                    .containsExactly("arn:aws:sqs:us-east-1:111122223333:keysunset");
        }
    }

    /** Everything else about the feed looks alive with it: changes of keys still come. */
    @ParameterizedTest
    @ValueSource(strings = {"ENABLED", "DISABLED"})
    void showsNoNeedInAnyOtherState(String state) {
        stack.events()
                .putRule(request -> request.name(stack.ruleName())
                        .state(state)
                        .eventPattern(pattern().toString()));
        standIn.clock().advance(Duration.ofMinutes(10));
        stack.empty();
        use(key(KeyState.DISABLED), "Decrypt");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void deliversUnderAKeyOfItsOwn() {
        stack.close();
        stack = created(Map.of("CustomerKey", "true", "QueueName", "locked", "RuleName", "locked"));
        use(key(KeyState.DISABLED), "Decrypt");
        assertThat(names(arrived())).containsExactly("Decrypt");
        assertThat(stack.sqs()
                        .getQueueAttributes(request ->
                                request.queueUrl(stack.queueUrl()).attributeNames(QueueAttributeName.KMS_MASTER_KEY_ID))
                        .attributes())
                .containsKey(QueueAttributeName.KMS_MASTER_KEY_ID);
    }

    @Test
    void keepsWhatIsReceivedTooOftenForAsLongAsAwsDoes() {
        var attributes = stack.sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(stack.queueUrl()).attributeNames(QueueAttributeName.ALL))
                .attributes();
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("-dead-letters")
                .contains("1000");
        assertThat(attributes).containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
    }

    private JsonNode pattern() {
        return Template.read(QueueFeedStack.TEMPLATE, PLACE, Map.of()).patternOf("Rule");
    }

    private List<JsonNode> arrived() {
        standIn.clock().advance(Duration.ofMinutes(30));
        var arrived = new ArrayList<JsonNode>();
        for (var some = some(); !some.isEmpty(); some = some()) {
            arrived.addAll(some);
        }
        // One record may arrive twice, and of a deletion KMS tells more than once.
        return arrived.stream()
                .filter(record -> record.has("eventName"))
                .distinct()
                .toList();
    }

    private List<JsonNode> some() {
        return stack
                .sqs()
                .receiveMessage(request -> request.queueUrl(stack.queueUrl()).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(message -> json(message.body()).path("detail"))
                .toList();
    }

    private static List<String> names(List<JsonNode> records) {
        return records.stream().map(record -> record.path("eventName").asText()).toList();
    }

    private KeyArn key(KeyState state) {
        return standIn.fleet()
                .createKey(KeyPlan.in(PLACE, "").aged(Duration.ofDays(400)).state(state));
    }

    private void use(KeyArn key, String operation) {
        standIn.use(key, KeyUse.by(APP, operation));
    }

    private KmsClient kms() {
        return KmsClient.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.of(PLACE.region()))
                .credentialsProvider(administrator())
                .build();
    }

    private static StaticCredentialsProvider administrator() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(PLACE.account(), StandInOptions.STANDARD_SECRET));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
