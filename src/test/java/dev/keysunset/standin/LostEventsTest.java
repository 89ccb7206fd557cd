package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.standin.fleet.KeyPlan;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What becomes of an event whose queue or bus cannot be reached. */
class LostEventsTest extends RuleFixture {
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
}
