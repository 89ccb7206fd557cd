package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Topics.Published;
import dev.keysunset.notify.NotifySettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channels over HTTP, against a server that does what servers do. */
class ChannelsTest {
    private static final Instant NOW = Instant.parse("2026-04-20T06:01:20Z");

    /** 24 bytes, as Standard Webhooks writes them. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Peer PEER = Peer.begin();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path secrets;

    @BeforeAll
    static void writeSecrets() throws IOException {
        Files.writeString(secrets.resolve("signing"), SECRET + "\n");
        Files.writeString(secrets.resolve("routing"), "R0UT1NGKEY");
        Files.writeString(secrets.resolve("url"), PEER.url() + "/services/T000/B000/secret-path");
    }

    @AfterAll
    static void close() {
        PEER.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void forget() {
        PEER.forget();
    }

    @Test
    void aWebhookIsSentASignedCloudEvent() throws JsonProcessingException, GeneralSecurityException {
        assertThat(channel("webhook", Map.of()).send(Samples.message(Samples.of(Kind.ROLLBACK_BEGUN))))
                .isInstanceOf(Outcome.Delivered.class);

        var received = PEER.received().getFirst();
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

        assertThat(PEER.received().getFirst().path()).isEqualTo("/services/T000/B000/secret-path");
        var body = JSON.readTree(PEER.received().getFirst().body());
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
            var body = PEER.received().getLast().body();
            assertThat(body.getBytes(StandardCharsets.UTF_8)).as(way).hasSizeLessThan(28_000);
            assertThat(body).as(way).contains("100 things happened, such as: title 70", "And 85 more.");
        }
        for (var block : JSON.readTree(PEER.received().getFirst().body()).path("blocks")) {
            assertThat(block.at("/text/text").asText()).hasSizeLessThanOrEqualTo(3000);
        }
    }

    @Test
    void teamsIsSentAnAdaptiveCardOfPlainText() throws JsonProcessingException {
        var hostile = Samples.of(Kind.ATTENTION_RAISED, Samples.HOSTILE, "detail");
        assertThat(channel("teams", Map.of()).send(Samples.message(hostile))).isInstanceOf(Outcome.Delivered.class);

        var body = JSON.readTree(PEER.received().getFirst().body());
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
            PEER.answers(Peer.answering(202));
            assertThat(pager.send(Samples.message(Samples.of(kind)))).isInstanceOf(Outcome.Delivered.class);
        }
        var sent = PEER.received().stream().map(ChannelsTest::json).toList();
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

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 425, 429, 500, 502, 503})
    void whatMayPassIsTriedAgain(int status) {
        PEER.answers(Peer.answering(status));
        assertThat(slack())
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why())
                        .startsWith("127.0.0.1 answered " + status + ": status " + status)
                        .as("the URL is a secret")
                        .doesNotContain("secret-path"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 410, 413, 422})
    void whatTheTargetWillNeverTakeIsNotTriedAgain(int status) {
        PEER.answers(Peer.answering(status));
        assertThat(slack()).isInstanceOf(Outcome.Never.class);
    }

    @Test
    void waitsAsLongAsTheTargetAsks() {
        PEER.answers(Peer.answering(429, "Retry-After", "120"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 429", Optional.of(Duration.ofMinutes(2))));
        PEER.answers(Peer.answering(503, "Retry-After", "Mon, 20 Apr 2026 06:02:20 GMT"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 503", Optional.of(Duration.ofMinutes(1))));
        PEER.answers(Peer.answering(503, "Retry-After", "soon"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 503", Optional.empty()));
    }

    @Test
    void followsNoRedirect() {
        PEER.answers(Peer.answering(307, "Location", PEER.url() + "/elsewhere"));
        assertThat(slack()).isEqualTo(new Outcome.Never("127.0.0.1 answered 307; redirects are not followed"));
        assertThat(PEER.received()).hasSize(1);
    }

    @Test
    void doesNotWaitForASlowTarget() {
        PEER.answers(_ -> {});
        var settings = settings("slack", Map.of());
        settings.put("keysunset.notify.timeout", "PT0.3S");
        assertThat(channel(settings).send(Samples.message(Samples.of(Kind.STOP_SET))))
                .isEqualTo(new Outcome.Later("127.0.0.1 has not answered within PT0.3S"));
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnAnswer() {
        PEER.answers(request -> {
            var response = request.response().setStatusCode(500).setChunked(true);
            VERTX.setPeriodic(1, timer -> {
                if (response.closed()) {
                    VERTX.cancelTimer(timer);
                } else {
                    response.write("x".repeat(2000));
                }
            });
        });
        assertThat(slack())
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why())
                        .startsWith("127.0.0.1 answered 500: xxx")
                        .hasSizeLessThan(300));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        PEER.answers(request -> request.connection().close());
        assertThat(slack()).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void nobodyListensThere() {
        var url = URI.create(PEER.url());
        assertThat(channel("webhook", Map.of("url", "http://127.0.0.1:" + closedPort(url.getPort())))
                        .send(Samples.message(Samples.of(Kind.STOP_SET))))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void believesNoCertificateThatNobodyVouchesFor() {
        var credential = Credential.make(secrets);
        try (var peer = Peer.encrypted(credential)) {
            var url = Map.of("url", "https://localhost:" + peer.port());
            assertThat(channel("webhook", url).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .asInstanceOf(type(Outcome.Later.class))
                    .satisfies(later -> assertThat(later.why()).contains("certification path"));
            assertThat(peer.received()).isEmpty();

            var trusting = settings("webhook", url);
            trusting.put(
                    "keysunset.notify.certificates", credential.certificate().toString());
            assertThat(channel(trusting).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .isInstanceOf(Outcome.Delivered.class);

            // The same certificate under a name that it does not vouch for.
            trusting.put("keysunset.notify.targets.them.url", "https://127.0.0.1:" + peer.port());
            assertThat(channel(trusting).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .isInstanceOf(Outcome.Later.class);
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void reachesNoAddressThatWasNotAllowed() {
        var settings = settings("webhook", Map.of());
        settings.remove("keysunset.notify.allowed-networks");
        for (var host : new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"}) {
            settings.put("keysunset.notify.targets.them.url", PEER.url().replace("127.0.0.1", host));
            assertThat(channel(settings).send(Samples.message(Samples.of(Kind.STOP_SET))))
                    .as(host)
                    .asInstanceOf(type(Outcome.Never.class))
                    .satisfies(never -> assertThat(never.why()).contains("no public address"));
        }
        assertThat(PEER.received()).isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasCheckedWhateverTheNameMeansLater() {
        var asked = new AtomicInteger();
        Resolving.Names rebinding = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) asked.incrementAndGet()})
        };
        var settings = read(settings("webhook", Map.of()));
        var reach = new Reach(List.of(Network.of("127.0.0.1/32")));
        try (var posts =
                new Posts(VERTX, new Resolving(reach, rebinding, Duration.ofSeconds(1)), settings, () -> NOW)) {
            var to = Destination.parse("http://hooks.example.test:" + PEER.port() + "/in")
                    .orElseThrow();
            var post = new Posts.Post(to, "text/plain", Map.of(), "hello");
            assertThat(posts.send(post)).isInstanceOf(Outcome.Delivered.class);
            assertThat(asked).hasValue(1);
            assertThat(PEER.received().getFirst().header("Host")).startsWith("hooks.example.test");
            assertThat(posts.send(post)).as("by now it means another address").isInstanceOf(Outcome.Never.class);
        }
        assertThat(PEER.received()).hasSize(1);
    }

    @Test
    void aSecretThatIsGoneIsWaitedFor() {
        var missing = channel("webhook", Map.of("secret", "file:" + secrets.resolve("nothing")));
        assertThat(missing.send(Samples.message(Samples.of(Kind.STOP_SET))))
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why()).contains("names no secret that can be read"));
        assertThat(PEER.received()).isEmpty();
    }

    private static Outcome slack() {
        return channel("slack", Map.of()).send(Samples.message(Samples.of(Kind.ROLLBACK_BEGUN)));
    }

    private static Channel channel(String way, Map<String, String> target) {
        return channel(settings(way, target));
    }

    private static Channel channel(Map<String, String> settings) {
        var read = read(settings);
        var channels = new Channels(read, (_, _, _, _) -> new Published.Accepted("1"), () -> NOW, VERTX);
        return channels.to(Objects.requireNonNull(read.targets().get("them")));
    }

    private static Map<String, String> settings(String way, Map<String, String> target) {
        var settings = new HashMap<String, String>();
        settings.put("keysunset.notify.base-url", "https://keysunset.example.com/");
        settings.put("keysunset.notify.timeout", "PT10S");
        settings.put("keysunset.notify.allowed-networks", "127.0.0.0/8,::1");
        settings.put("keysunset.notify.targets.them.channel", way);
        settings.put("keysunset.notify.targets.them.url", "file:" + secrets.resolve("url"));
        settings.put(
                "keysunset.notify.targets.them.secret",
                "file:" + secrets.resolve(way.equals("pagerduty") ? "routing" : "signing"));
        target.forEach((name, value) -> settings.put("keysunset.notify.targets.them." + name, value));
        return settings;
    }

    private static NotifySettings read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(NotifySettings.class)
                .build()
                .getConfigMapping(NotifySettings.class);
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

    /** One that was free a moment ago. */
    private static int closedPort(int not) {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort() == not ? not + 1 : socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
