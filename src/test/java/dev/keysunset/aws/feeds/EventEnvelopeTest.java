package dev.keysunset.aws.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.Queues.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventEnvelopeTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** With what a careless copy would lose: order, numbers, escapes, blanks, and members named as the envelope's are. */
    private static final String RECORD = """
        { "eventVersion": 1.10, "eventSource":"kms.amazonaws.com","eventName" : "Decrypt", "eventID":"e-1",
          "source": "x", "detail": {"n": 1e5}, "errorMessage": "\\u00e4\\ud83d\\ude00 }" }""";

    @Test
    void takesTheRecordOutAsItCame() {
        assertThat(EventEnvelope.read(
                        event("aws.kms", "AWS API Call via CloudTrail", "[{\"ARN\":\"" + KEY + "\"}]", RECORD)))
                .isEqualTo(new Content.TrailRecord(RECORD));
    }

    @Test
    void takesServiceEventsAndOtherServicesRecordsToo() {
        for (var type : new String[] {"AWS Service Event via CloudTrail", "AWS API Call via CloudTrail"}) {
            assertThat(EventEnvelope.read(event("aws.logs", type, "[]", RECORD)))
                    .isEqualTo(new Content.TrailRecord(RECORD));
        }
    }

    @Test
    void takesARecordThatTheRuleSentWithoutItsEnvelope() {
        assertThat(EventEnvelope.read(RECORD)).isEqualTo(new Content.TrailRecord(RECORD));
    }

    @Test
    void hearsKmsItselfSpeakOfAKey() {
        var body = event("aws.kms", "KMS CMK Deletion", "[\"" + KEY + "\"]", "{\"key-id\":\"1234abcd\"}");
        assertThat(EventEnvelope.read(body)).isEqualTo(new Content.Announcement(KeyArn.of(KEY), body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "null",
                "{\"detail\":{}}",
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":[1]}",
                "{\"detail-type\":{\"x\":1},\"source\":[\"aws.kms\"],\"resources\":{\"a\":[]},\"detail\":\"x\"}",
                "{\"source\":\"aws.kms\",\"detail-type\":\"KMS CMK Deletion\",\"resources\":[\"no key\",[1],{\"a\":2}]}",
                "{\"source\":\"demo\",\"detail-type\":\"Demo\",\"detail\":{}}",
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{\"eventID\":\"cut sho",
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"resources\":[\"cut",
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{}} {}"
            })
    void keepsWholeWhatIsNoSuchEvent(String body) {
        assertThat(EventEnvelope.read(body)).isInstanceOfSatisfying(Content.Foreign.class, foreign -> {
            assertThat(foreign.text()).isEqualTo(body);
            assertThat(foreign.why()).isNotBlank();
        });
    }

    private static String event(String source, String type, String resources, String detail) {
        return "{\"version\":\"0\",\"id\":\"x\",\"detail-type\":\"" + type + "\",\"source\":\"" + source
                + "\",\"account\":\"111122223333\",\"resources\":" + resources + ",\"detail\":" + detail + "}";
    }
}
