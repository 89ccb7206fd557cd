package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What each channel sends, to a server that keeps it. */
class MessagesOfChannelsTest extends ChannelFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aWebhookIsSentASignedCloudEvent() throws JsonProcessingException, GeneralSecurityException {
        assertThat(channel("webhook", Map.of()).send(Samples.message(Samples.of(Kind.ROLLBACK_BEGUN))))
                .isInstanceOf(Outcome.Delivered.class);

        var received = peer.received().getFirst();
        assertThat(received.header("Content-Type")).startsWith("application/cloudevents+json");
        assertThat(received.header("webhook-id")).isEqualTo("00000000-0000-0007-0000-000000000000");
        assertThat(received.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(received.header("webhook-signature"))
                .isEqualTo("v1,"
                        + expectedSignature(received.header("webhook-id") + "." + received.header("webhook-timestamp")
                                + "." + received.body()));
        var event = JSON.readTree(received.body());
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("dev.keysunset.rollback-begun");
        assertThat(event.path("source").asText()).isEqualTo("https://keysunset.example.com/");
        assertThat(event.path("time").asText()).isEqualTo("2026-04-20T06:01:12Z");
        assertThat(event.at("/data/severity").asText()).isEqualTo("CRITICAL");
        assertThat(event.at("/data/keyArns/0").asText()).isEqualTo(Samples.KEY);
        assertThat(event.at("/data/page").asText())
                .isEqualTo("https://keysunset.example.com/retirements/" + Samples.RETIREMENT);
    }

    @Test
    void slackIsSentBlocksInWhichNobodyIsMentioned() throws JsonProcessingException {
        var hostile = Samples.of(Kind.ROLLBACK_BEGUN, Samples.HOSTILE, Samples.HOSTILE + " & more");
        assertThat(channel("slack", Map.of()).send(Samples.message(hostile))).isInstanceOf(Outcome.Delivered.class);

        assertThat(peer.received().getFirst().path()).isEqualTo("/services/T000/B000/secret-path");
        var body = JSON.readTree(peer.received().getFirst().body());
        assertThat(body.path("text").asText()).startsWith("[critical] ").doesNotContain("<");
        assertThat(body.at("/blocks/0/type").asText()).isEqualTo("header");
        assertThat(body.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
        assertThat(body.at("/blocks/1/text/text").asText())
                .startsWith("*<https://keysunset.example.com/retirements/" + Samples.RETIREMENT + "|")
                .contains("&lt;!channel&gt;", "&amp; more")
                .doesNotContain("<!channel>", "<https://evil");
    }

    @Test
    void manyThingsFitIntoOneMessage() throws JsonProcessingException {
        var many = new Notification[100];
        for (var i = 0; i < many.length; i++) {
            many[i] = Samples.of(i == 70 ? Kind.ROLLBACK_BEGUN : Kind.RETIREMENT_MOVED, "title " + i, "x".repeat(9000));
        }
        for (var way : new String[] {"slack", "teams"}) {
            assertThat(channel(way, Map.of()).send(Samples.message(many))).isInstanceOf(Outcome.Delivered.class);
            var body = peer.received().getLast().body();
            assertThat(body.getBytes(StandardCharsets.UTF_8)).as(way).hasSizeLessThan(28_000);
            assertThat(body).as(way).contains("100 things happened, such as: title 70", "And 85 more.");
        }
        for (var block : JSON.readTree(peer.received().getFirst().body()).path("blocks")) {
            assertThat(block.at("/text/text").asText()).hasSizeLessThanOrEqualTo(3000);
        }
    }

    @Test
    void teamsIsSentAnAdaptiveCardOfPlainText() throws JsonProcessingException {
        var hostile = Samples.of(Kind.ATTENTION_RAISED, Samples.HOSTILE, "detail");
        assertThat(channel("teams", Map.of()).send(Samples.message(hostile))).isInstanceOf(Outcome.Delivered.class);

        var body = JSON.readTree(peer.received().getFirst().body());
        assertThat(body.path("type").asText()).isEqualTo("message");
        var card = body.at("/attachments/0/content");
        assertThat(body.at("/attachments/0/contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body")).allMatch(row -> row.path("type").asText().equals("RichTextBlock"));
        assertThat(card.at("/body/0/inlines/0/text").asText()).contains("[x](javascript:alert(1))");
        assertThat(card.at("/actions/0/url").asText()).startsWith("https://keysunset.example.com/retirements/");
    }

    @Test
    void anIncidentFollowsTheLifeOfARollback() throws JsonProcessingException {
        var pager = channel("pagerduty", Map.of());
        for (var kind : new Kind[] {Kind.ROLLBACK_BEGUN, Kind.ROLLBACK_ACKNOWLEDGED, Kind.ROLLBACK_RESOLVED}) {
            peer.answers(Peer.answering(202));
            assertThat(pager.send(Samples.message(Samples.of(kind)))).isInstanceOf(Outcome.Delivered.class);
        }
        var sent = peer.received().stream().map(MessagesOfChannelsTest::json).toList();
        assertThat(sent)
                .extracting(event -> event.path("event_action").asText())
                .containsExactly("trigger", "acknowledge", "resolve");
        assertThat(sent)
                .extracting(event -> event.path("dedup_key").asText())
                .containsOnly("keysunset:rollback:" + Samples.ROLLBACK);
        assertThat(sent).extracting(event -> event.path("routing_key").asText()).containsOnly("R0UT1NGKEY");
        assertThat(sent.getFirst().at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(sent.getFirst().at("/payload/source").asText()).isEqualTo("account 111122223333");
        assertThat(sent.getLast().has("payload")).isFalse();
        assertThat(pager.carries(Kind.ROLLBACK_DONE)).isFalse();
        assertThat(pager.carries(Kind.APPROVAL_NEEDED)).isFalse();
    }

    /** Computed here by the words of the specification, not by the code under test. */
    private static String expectedSignature(String signed) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(Peer.Received received) {
        try {
            return JSON.readTree(received.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(received.body(), e);
        }
    }
}
