package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.standin.events.EventsBehaviour;
import dev.keysunset.standin.fleet.KeyPlan;
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
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way of events to queues, from a call on a key to the message a consumer gets. */
class RulesTest extends QueueFixture {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final RuleState ALL = RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;
    private static final String FAILURES = """
        {"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],\
        "detail":{"errorCode":["DisabledException","KMSInvalidStateException"]}}\
        """;
    private static final String EVERYTHING_OF_KMS = "{\"source\":[\"aws.kms\"]}";
    private static final String OWN = "{\"source\":[\"demo\"]}";
    private static final String ADMITTING = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
        "Action":"sqs:SendMessage","Resource":"%s",\
        "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:us-east-1:111122223333:rule/rule"}}}]}\
        """;

    private final EventBridgeClient events = clients.eventBridge(ACCOUNT);

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

    @Test
    void losesEventsThatTheQueuesPolicyDoesNotAdmit() {
        var url = queue("feed");
        rule(OWN, RuleState.ENABLED, target("feed"));
        putEvent("{}");
        assertThat(receive(url)).isEmpty();
        admit(url, "feed");
        putEvent("{}");
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void givesWhatItCannotDeliverToTheTargetsDeadLetterQueue() {
        queue("feed");
        var deadLetters = queue("dead");
        admit(deadLetters, "dead");
        rule(
                OWN,
                RuleState.ENABLED,
                target("feed").toBuilder()
                        .deadLetterConfig(d -> d.arn(arn("dead")))
                        .build());
        putEvent("{\"n\":1}");
        var dead = receive(deadLetters).getFirst();
        assertThat(json(dead.body()).path("detail").path("n").asInt()).isEqualTo(1);
        assertThat(dead.messageAttributes().keySet()).contains("RULE_ARN", "TARGET_ARN", "ERROR_CODE", "ERROR_MESSAGE");
    }

    @Test
    void triesAgainForADayWhenTheQueuesKeyCannotBeUsed() {
        var key = standIn.fleet().createKey(KeyPlan.in(PLACE, "").policy("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::%s:root"},\
            "Action":"kms:*","Resource":"*"},{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
            "Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*"}]}\
            """.formatted(ACCOUNT)));
        var url = queue("feed", Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, key.id()));
        admit(url, "feed");
        rule(OWN, RuleState.ENABLED, target("feed"));
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.id()));
        putEvent("{}");
        assertThat(receive(url)).isEmpty();
        clients.kms(ACCOUNT).enableKey(r -> r.keyId(key.id()));
        standIn.clock().advance(Duration.ofHours(2));
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void losesEverythingWhileTheBusKeyCannotBeUsed() {
        var url = feed(OWN, RuleState.ENABLED);
        var key = key();
        events.updateEventBus(r -> r.name("default").kmsKeyIdentifier(key.toString()));
        assertThat(events.describeEventBus(r -> {}).kmsKeyIdentifier()).isEqualTo(key.toString());
        clients.kms(ACCOUNT).disableKey(r -> r.keyId(key.toString()));
        putEvent("{}");
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void sendsWhatTheTargetWantsOfAnEvent() {
        var url = queue("feed");
        admit(url, "feed");
        rule(
                OWN,
                RuleState.ENABLED,
                target("feed"),
                target("feed").toBuilder().id("constant").input("{\"x\":1}").build(),
                target("feed").toBuilder().id("path").inputPath("$.detail").build(),
                target("feed").toBuilder()
                        .id("template")
                        .inputTransformer(
                                t -> t.inputPathsMap(Map.of("n", "$.detail.n")).inputTemplate("n is <n>"))
                        .build());
        putEvent("{\"n\":\"one\"}");
        assertThat(receive(url))
                .extracting(message -> message.body())
                .contains("{\"x\":1}", "{\"n\":\"one\"}", "n is one");
    }

    @Test
    void forgetsAllManagementEventsWhenARuleIsEnabledAgain() {
        rule(FAILURES, ALL);
        events.disableRule(r -> r.name("rule"));
        events.enableRule(r -> r.name("rule"));
        assertThat(events.describeRule(r -> r.name("rule")).state()).isEqualTo(RuleState.ENABLED);
    }

    @Test
    void matchesNothingUntilARuleHasSettled() {
        try (var slow = StandIn.start(orderly().with(EventsBehaviour.RULE_SETTLING, Duration.ofSeconds(30)));
                var others = new Clients(slow)) {
            var url = others.sqs(ACCOUNT)
                    .createQueue(r -> r.queueName("feed")
                            .attributes(Map.of(QueueAttributeName.POLICY, ADMITTING.formatted(arn("feed")))))
                    .queueUrl();
            var client = others.eventBridge(ACCOUNT);
            client.putRule(r -> r.name("rule").eventPattern(OWN));
            client.putTargets(r -> r.rule("rule").targets(target("feed")));
            client.putEvents(r -> r.entries(entry("{\"n\":1}")));
            slow.clock().advance(Duration.ofSeconds(30));
            client.putEvents(r -> r.entries(entry("{\"n\":2}")));
            assertThat(others.sqs(ACCOUNT)
                            .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10))
                            .messages())
                    .singleElement()
                    .satisfies(message -> assertThat(json(message.body())
                                    .path("detail")
                                    .path("n")
                                    .asInt())
                            .isEqualTo(2));
        }
    }

    @Test
    void keepsRulesAndTargetsAsTheyWerePut() {
        rule(FAILURES, ALL, target("feed"));
        var rule = events.describeRule(r -> r.name("rule"));
        assertThat(rule.eventPattern()).isEqualTo(FAILURES);
        assertThat(rule.state()).isEqualTo(ALL);
        assertThat(rule.arn()).isEqualTo("arn:aws:events:us-east-1:" + ACCOUNT + ":rule/rule");
        assertThat(events.listRules(r -> r.namePrefix("ru")).rules()).hasSize(1);
        assertThat(events.listTargetsByRule(r -> r.rule("rule")).targets()).containsExactly(target("feed"));
        assertThat(events.listRuleNamesByTarget(r -> r.targetArn(arn("feed"))).ruleNames())
                .containsExactly("rule");
        assertThat(errorOf(() -> events.deleteRule(r -> r.name("rule"))).errorMessage())
                .isEqualTo("Rule can't be deleted since it has targets.");
        assertThat(events.removeTargets(r -> r.rule("rule").ids("1", "2")).failedEntryCount())
                .isEqualTo(1);
        events.deleteRule(r -> r.name("rule"));
        assertThat(errorOf(() -> events.describeRule(r -> r.name("rule"))).errorMessage())
                .isEqualTo("Rule rule does not exist on EventBus default.");
    }

    @Test
    void refusesRulesThatAreNone() {
        assertThat(errorOf(() -> events.putRule(r -> r.name("rule"))).errorCode())
                .isEqualTo("ValidationException");
        assertThat(errorOf(() -> events.putRule(r -> r.name("rule")
                                .scheduleExpression("rate(1 hour)")
                                .state(ALL)))
                        .errorCode())
                .isEqualTo("ValidationException");
        assertThat(errorOf(() -> events.putRule(
                                r -> r.name("rule").eventPattern(OWN).state("SOMETIMES")))
                        .errorMessage())
                .contains("Member must satisfy enum value set");
        assertThat(errorOf(() -> events.describeRule(r -> r.name("rule").eventBusName("other")))
                        .errorMessage())
                .isEqualTo("Event bus other does not exist.");
    }

    @Test
    void answersEachEventOfItsOwnSeparately() {
        var answer = events.putEvents(r -> r.entries(
                entry("{}"),
                entry("nonsense"),
                entry("{}").toBuilder().source("aws.kms").build()));
        assertThat(answer.failedEntryCount()).isEqualTo(2);
        assertThat(answer.entries())
                .extracting(entry -> Optional.ofNullable(entry.errorCode()).orElse("none"))
                .containsExactly("none", "MalformedDetail", "NotAuthorizedForSourceException");
    }

    private String feed(String pattern, RuleState state) {
        var url = queue("feed");
        admit(url, "feed");
        rule(pattern, state, target("feed"));
        return url;
    }

    private void admit(String url, String name) {
        sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, ADMITTING.formatted(arn(name)))));
    }

    private void rule(String pattern, RuleState state, Target... targets) {
        events.putRule(r -> r.name("rule").eventPattern(pattern).state(state));
        if (targets.length > 0) {
            events.putTargets(r -> r.rule("rule").targets(targets));
        }
        standIn.clock().advance(Duration.ofSeconds(30));
    }

    private static Target target(String queue) {
        return Target.builder().id("1").arn(arn(queue)).build();
    }

    private void putEvent(String detail) {
        events.putEvents(r -> r.entries(entry(detail)));
    }

    private static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("demo")
                .detailType("Demo")
                .detail(detail)
                .build();
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

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
