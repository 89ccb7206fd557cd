package dev.keysunset.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.notify.channel.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands whose service is not there, does not answer, or is something else. */
@NullMarked
class UnreachableTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";
    private final Peer peer = Peer.begin();

    @AfterEach
    void end() {
        peer.close();
    }

    @Test
    void saysThatNobodyAnswers() {
        var terminal = ScriptedTerminal.of("http://127.0.0.1:" + freePort(), "viewer");
        assertThat(terminal.run("status")).isEqualTo(3);
        assertThat(terminal.beside())
                .contains("Keysunset does not answer at http://127.0.0.1", "nobody listens there")
                .containsPattern("do +See");
        assertThat(terminal.result()).isEmpty();
    }

    @Test
    void waitsNoLongerThanItWasTold() {
        peer.answers(_ -> {});
        var terminal = ScriptedTerminal.of(peer.url(), "viewer");
        assertThat(terminal.run("status", "--timeout", "1")).isEqualTo(3);
        assertThat(terminal.beside()).contains("no answer within 1 s");
    }

    @Test
    void repeatsASubmissionUnderOneNameAndTellsIt() {
        peer.answers(request -> request.connection().close());
        var terminal = ScriptedTerminal.of(peer.url(), "submitter");
        assertThat(terminal.run("submit", "arn:aws:kms:us-east-1:111122223333:key/1", "--reason", "unused"))
                .isEqualTo(3);
        var names = peer.received().stream()
                .map(request -> request.header("Idempotency-Key"))
                .distinct()
                .toList();
        assertThat(names).singleElement().asString().isNotBlank();
        assertThat(peer.received()).hasSize(3);
        assertThat(terminal.beside()).contains("--idempotency-key " + names.getFirst());
    }

    @Test
    void ordersNothingTwice() {
        peer.answers(request -> {
            if (request.method().name().equals("GET")) {
                request.response()
                        .putHeader("ETag", "\"7\"")
                        .end("{\"id\":\"" + ID + "\",\"state\":\"OBSERVING\",\"since\":\"2026-01-01T00:00:00Z\"}");
            } else {
                request.connection().close();
            }
        });
        var terminal = ScriptedTerminal.of(peer.url(), "oncall");
        assertThat(terminal.run("rollback", ID, "--reason", "x", "--yes")).isEqualTo(3);
        assertThat(peer.received().stream().filter(request -> request.path().endsWith("/rollback")))
                .singleElement()
                .extracting(request -> request.header("If-Match"))
                .isEqualTo("\"7\"");
    }

    @Test
    void sendsATokenInsteadOfAPassword() {
        ScriptedTerminal.of(peer.url(), "viewer")
                .without("KEYSUNSET_USER")
                .with("KEYSUNSET_TOKEN", "abc")
                .run("status");
        assertThat(peer.received())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer abc"));
    }

    @Test
    void followsNoRedirectWithAPassword() {
        peer.answers(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", peer.url() + "/elsewhere")
                .end());
        var terminal = ScriptedTerminal.of(peer.url(), "viewer");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(terminal.beside()).contains("HTTP 302, not in Keysunset's words");
        assertThat(peer.received()).noneMatch(request -> request.path().equals("/elsewhere"));
    }

    @Test
    void takesAPlanThatBrokeOffForNone() {
        peer.answers(request -> request.response().end("{\"id\":\"" + ID + "\",\"items\":[]}"));
        var terminal = ScriptedTerminal.of(peer.url(), "viewer");
        assertThat(terminal.run("plan", "arn:aws:kms:us-east-1:111122223333:key/1"))
                .isEqualTo(3);
        assertThat(terminal.beside()).contains("not whole");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (var url : new String[] {"localhost:8080", "ftp://host", "http://", "http://admin:admin@host"}) {
            assertThat(ScriptedTerminal.of(url, "viewer").run("status")).as(url).isEqualTo(2);
        }
    }

    @Test
    void warnsBeforeAPasswordGoesInTheClear() {
        var terminal = ScriptedTerminal.of("http://keysunset.invalid", "viewer");
        assertThat(terminal.run("status")).isEqualTo(3);
        assertThat(terminal.beside()).contains("Warning: to http://keysunset.invalid", "the host is not known");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
