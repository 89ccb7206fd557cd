package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.events.EventsBehaviour;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Rules and their targets as whoever puts them meets them. */
class RulesTest extends RuleFixture {
    private static final RuleState ALL = RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;

    private static final String FAILURES = """
        {"source":["aws.kms"],"detail-type":["AWS API Call via CloudTrail"],\
        "detail":{"errorCode":["DisabledException","KMSInvalidStateException"]}}\
        """;

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
}
