package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.keysunset.engine.Notification.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message by what its target answers: sent, tried again, or never. */
class AnswersOfTargetsTest extends ChannelFixture {
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 425, 429, 500, 502, 503})
    void whatMayPassIsTriedAgain(int status) {
        peer.answers(Peer.answering(status));
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
        peer.answers(Peer.answering(status));
        assertThat(slack()).isInstanceOf(Outcome.Never.class);
    }

    @Test
    void waitsAsLongAsTheTargetAsks() {
        peer.answers(Peer.answering(429, "Retry-After", "120"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 429", Optional.of(Duration.ofMinutes(2))));
        peer.answers(Peer.answering(503, "Retry-After", "Mon, 20 Apr 2026 06:02:20 GMT"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 503", Optional.of(Duration.ofMinutes(1))));
        peer.answers(Peer.answering(503, "Retry-After", "soon"));
        assertThat(slack()).isEqualTo(new Outcome.Later("127.0.0.1 answered 503", Optional.empty()));
    }

    @Test
    void followsNoRedirect() {
        peer.answers(Peer.answering(307, "Location", peer.url() + "/elsewhere"));
        assertThat(slack()).isEqualTo(new Outcome.Never("127.0.0.1 answered 307; redirects are not followed"));
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void doesNotWaitForASlowTarget() {
        peer.answers(_ -> {});
        var settings = settings("slack", Map.of());
        settings.put("keysunset.notify.timeout", "PT0.3S");
        assertThat(channel(settings).send(Samples.message(Samples.of(Kind.STOP_SET))))
                .isEqualTo(new Outcome.Later("127.0.0.1 has not answered within PT0.3S"));
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnAnswer() {
        peer.answers(request -> {
            var response = request.response().setStatusCode(500).setChunked(true);
            vertx.setPeriodic(1, timer -> {
                if (response.closed()) {
                    vertx.cancelTimer(timer);
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
        peer.answers(request -> request.connection().close());
        assertThat(slack()).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void nobodyListensThere() {
        var url = URI.create(peer.url());
        assertThat(channel("webhook", Map.of("url", "http://127.0.0.1:" + closedPort(url.getPort())))
                        .send(Samples.message(Samples.of(Kind.STOP_SET))))
                .isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aSecretThatIsGoneIsWaitedFor() {
        var missing = channel("webhook", Map.of("secret", "file:" + secrets.resolve("nothing")));
        assertThat(missing.send(Samples.message(Samples.of(Kind.STOP_SET))))
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why()).contains("names no secret that can be read"));
        assertThat(peer.received()).isEmpty();
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
