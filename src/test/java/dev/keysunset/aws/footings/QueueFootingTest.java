package dev.keysunset.aws.footings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.aws.Administrator;
import dev.keysunset.aws.AwsFixture;
import dev.keysunset.cloudformation.QueueFeedStack;
import dev.keysunset.core.Feed;
import dev.keysunset.core.Feed.Kind;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Place;
import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fleet.KeyPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Every way in which a queue stays empty although somebody needs a key. */
class QueueFootingTest extends AwsFixture {
    private static final Feed QUEUE = new Feed(PLACE, Kind.QUEUE);
    private static final String ACCOUNT = "keysunset.aws.accounts.111122223333.";
    private static final dev.keysunset.standin.key.Place THERE =
            new dev.keysunset.standin.key.Place(PLACE.accountId(), PLACE.region());

    private final QueueFeedStack stack = QueueFeedStack.create(standIn, THERE);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void findsNothingAgainstWhatTheTemplateLaysOut() {
        var footing = footing();
        assertThat(footing.objections()).isEmpty();
        assertThat(footing.grounds())
                .extracting(Footing.Ground::name)
                .satisfiesExactly(
                        queue -> assertThat(queue).startsWith("queue arn:aws:sqs:us-east-1:111122223333:"),
                        rule -> assertThat(rule).endsWith("rule/" + stack.ruleName()),
                        bus -> assertThat(bus).endsWith("event-bus/default"));
        assertThat(footing().fingerprint()).isEqualTo(footing.fingerprint());
    }

    @Test
    void objectsToARuleThatBringsNoReads() {
        var before = footing().fingerprint();
        stack.events().disableRule(request -> request.name(stack.ruleName()));
        assertThat(footing().objections()).singleElement().asString().contains("is DISABLED");
        stack.events().enableRule(request -> request.name(stack.ruleName()));
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains("is ENABLED,", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
        assertThat(footing().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void objectsToAPatternThatLeavesOutKeysPendingDeletion() {
        stack.events()
                .putRule(request -> request.name(stack.ruleName())
                        .state(RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS)
                        .eventPattern("{\"source\":[\"aws.kms\"],\"detail\":{\"errorCode\":[\"DisabledException\"]}}"));
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains("leaves out a Decrypt that fails with KMSInvalidStateException");
    }

    @Test
    void objectsToARuleThatSendsElsewhere() {
        var ids = stack.events().listTargetsByRule(request -> request.rule(stack.ruleName())).targets().stream()
                .map(target -> target.id())
                .toList();
        stack.events().removeTargets(request -> request.rule(stack.ruleName()).ids(ids));
        assertThat(footing().objections()).singleElement().asString().contains("does not send to the queue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sqs:ReceiveMessage','Resource':'*'}}",
                "{'Statement':{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:*','Resource':'*'}}",
                "{'Statement':{'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sqs:SendMessage',"
                        + "'Resource':'*','Condition':{'ArnEquals':{'aws:SourceArn':"
                        + "'arn:aws:events:us-east-1:111122223333:rule/another'}}}}"
            })
    void objectsToAQueueThatDoesNotLetEventBridgeIn(String policy) {
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.queueUrl())
                        .attributes(Map.of(QueueAttributeName.POLICY, policy.replace('\'', '"'))));
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains("does not let events.amazonaws.com send", "sqs:SendMessage");
    }

    @Test
    void objectsToDeadLettersThatNobodyReads() {
        var settings = Map.of(ACCOUNT + "feeds", "lookup,queue", ACCOUNT + "queue-url", stack.queueUrl());
        assertThat(room(settings).feeds().footing(QUEUE).found().orElseThrow().objections())
                .singleElement()
                .asString()
                .contains("dead-letter-queue-url");
    }

    @Test
    void objectsToATrailThatRecordsNothing() {
        for (var home : new String[] {"111122223333", "999900001111"}) {
            try (var trails = new Administrator(standIn, new Place(home, "us-east-1")).trails()) {
                var name = home.equals("111122223333") ? "management" : "organization";
                trails.stopLogging(request -> request.name(name));
            }
        }
        assertThat(footing().objections())
                .singleElement()
                .asString()
                .contains("no trail records all management events");
    }

    @Test
    void objectsToWhatDoesNotExist() {
        var missing = Map.of(ACCOUNT + "rule-name", "missing");
        assertThat(footing(missing).objections())
                .singleElement()
                .asString()
                .contains("the rule missing does not exist");
        var queue = Map.of(ACCOUNT + "queue-url", stack.queueUrl() + "-missing");
        assertThat(footing(queue).objections()).singleElement().asString().contains("-missing does not exist");
    }

    @Test
    void namesTheKeysOfQueueAndBus() {
        var key = key();
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.queueUrl())
                        .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key.keyId())));
        stack.events().updateEventBus(request -> request.name("default").kmsKeyIdentifier(key.toString()));
        assertThat(footing().grounds())
                .filteredOn(ground -> !ground.name().startsWith("rule"))
                .allSatisfy(ground -> assertThat(ground.encryptedWith()).contains(key));
    }

    @Test
    void followsTheAliasThatAQueueNames() {
        var key = key(plan("alias/queue"));
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.queueUrl())
                        .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/queue")));
        assertThat(footing().grounds())
                .filteredOn(ground -> ground.name().startsWith("queue"))
                .allSatisfy(ground -> assertThat(ground.encryptedWith()).contains(key));
    }

    @Test
    void objectsToAQueueUnderTheKeyThatAWSManages() {
        stack.sqs()
                .setQueueAttributes(request -> request.queueUrl(stack.queueUrl())
                        .attributes(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs")));
        assertThat(footing().objections()).singleElement().asString().contains("alias/aws/sqs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DescribeRule", "ListTargetsByRule", "DescribeEventBus", "TestEventPattern", "GetQueueAttributes"
            })
    void callsAFootingUnreadableThatItMayNotRead(String action) {
        fault(FaultKind.ACCESS_DENIED, action);
        var unreadable = room(settings()).feeds().footing(QUEUE).unreadable().orElseThrow();
        assertThat(unreadable.denied()).isTrue();
        assertThat(unreadable.call()).contains(":" + action + " in " + PLACE);
    }

    private Footing footing() {
        return footing(Map.of());
    }

    private Footing footing(Map<String, String> changes) {
        var settings = new HashMap<>(settings());
        settings.putAll(changes);
        var reading = room(settings).feeds().footing(QUEUE);
        return reading.found().orElseThrow(() -> new AssertionError(reading.unreadable()));
    }

    private Map<String, String> settings() {
        return Map.of(
                ACCOUNT + "feeds", "lookup,queue",
                ACCOUNT + "queue-url", stack.queueUrl(),
                ACCOUNT + "dead-letter-queue-url", stack.deadLetterQueueUrl(),
                ACCOUNT + "rule-name", stack.ruleName());
    }

    private static KeyPlan plan(String alias) {
        return KeyPlan.in(THERE, alias).aged(Duration.ofDays(400));
    }
}
