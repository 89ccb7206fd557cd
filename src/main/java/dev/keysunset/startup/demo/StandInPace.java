package dev.keysunset.startup.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sets how fast the stand-in's clock runs. */
final class StandInPace {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private StandInPace() {}

    /**
     * Takes effect before it returns.
     *
     * @param rate domain seconds for each real second
     */
    static void set(URI endpoint, double rate) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve("/_standin/clock"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"rate\": " + rate + "}"))
                .build();
        try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            var answer = http.send(request, BodyHandlers.discarding());
            if (answer.statusCode() >= 300) {
                throw new IOException(request.uri() + " answered " + answer.statusCode());
            }
        }
    }
}
