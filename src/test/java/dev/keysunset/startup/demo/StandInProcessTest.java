package dev.keysunset.startup.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keysunset.startup.refusal.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The stand-in as a process of its own, on this JVM's class path instead of its jar. */
class StandInProcessTest {
    private static final List<String> PROGRAM =
            List.of("-cp", System.getProperty("java.class.path", ""), "dev.keysunset.standin.Main");

    @Test
    void listensWhenItIsStartedAndIsGoneWhenItIsClosed() throws IOException, InterruptedException {
        var standIn = StandInProcess.start(PROGRAM);
        assertThat(clock(standIn.endpoint())).contains("\"rate\"");
        standIn.close();
        await().atMost(Duration.ofMinutes(1)).until(() -> !answers(standIn.endpoint()));
    }

    @Test
    void letsTimeRunWhenItIsTold() throws IOException, InterruptedException {
        try (var standIn = StandInProcess.start(PROGRAM)) {
            assertThat(clock(standIn.endpoint())).contains("\"rate\":0.0");
            StandInPace.set(standIn.endpoint(), 28_800);
            assertThat(clock(standIn.endpoint())).contains("\"rate\":28800.0");
        }
    }

    @Test
    void tellsOnlyAnEndThatNobodyAskedFor() throws IOException, InterruptedException {
        var told = new AtomicBoolean();
        var standIn = StandInProcess.start(PROGRAM);
        standIn.onUnexpectedEnd(() -> told.set(true));
        standIn.close();
        await().atMost(Duration.ofMinutes(1)).until(() -> !answers(standIn.endpoint()));
        assertThat(told).isFalse();
    }

    @Test
    void refusesAProgramThatDoesNotSayWhereItListens() {
        assertThatThrownBy(() -> StandInProcess.start(List.of("-version")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("does not say where it listens");
    }

    private static String clock(URI endpoint) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(endpoint.resolve("/_standin/clock")).build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static boolean answers(URI endpoint) {
        try {
            return !clock(endpoint).isEmpty();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
