package dev.keysunset.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Moves the clock of a stand-in instead of waiting. */
final class MovedClock implements Patience {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int STEPS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI clock;

    MovedClock(URI endpoint) {
        this.clock = endpoint.resolve("/_standin/clock");
    }

    @Override
    public Instant now() {
        return told(HttpRequest.newBuilder(clock).build());
    }

    @Override
    public void pass(Duration time) {
        told(HttpRequest.newBuilder(clock)
                .POST(BodyPublishers.ofString("{\"advance\":\"" + time + "\"}"))
                .build());
    }

    @Override
    public void until(Duration limit, Assertion assertion) {
        for (var step = 0; step < STEPS; step++) {
            try {
                assertion.check();
                return;
            } catch (AssertionError | AwsServiceException _) {
                pass(limit.dividedBy(STEPS));
            }
        }
        assertion.check();
    }

    private Instant told(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(clock + " is no clock of a stand-in: " + answer.body());
            }
            return Instant.parse(MAPPER.readTree(answer.body()).path("now").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(clock + " is no clock of a stand-in", e);
        } catch (IOException e) {
            throw new IllegalStateException("No stand-in answers at " + clock, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before " + clock + " answered", e);
        }
    }
}
