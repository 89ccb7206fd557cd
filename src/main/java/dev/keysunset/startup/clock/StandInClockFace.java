package dev.keysunset.startup.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads {@code GET /_standin/clock}. Empty when nobody answers, or somebody who is not the stand-in. */
final class StandInClockFace implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StandInClockFace.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpRequest request;

    StandInClockFace(URI endpoint) {
        this.request = HttpRequest.newBuilder(endpoint.resolve("/_standin/clock"))
                .timeout(TIMEOUT)
                .build();
    }

    Optional<ClockReading> read() {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? parse(answer.body()) : Optional.empty();
        } catch (IOException e) {
            LOG.debugf(e, "endpoint=%s the clock was not read", request.uri());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<ClockReading> parse(String body) {
        try {
            var clock = json.readTree(body);
            return Optional.of(new ClockReading(
                    Instant.parse(clock.path("now").asText()),
                    clock.path("rate").asDouble()));
        } catch (JsonProcessingException | DateTimeException e) {
            LOG.debugf(e, "endpoint=%s answers, but not with a clock", request.uri());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
