package dev.keysunset.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The control API of a stand-in, for tests; bodies may have single quotes for double ones. */
final class Control {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StandIn standIn;

    Control(StandIn standIn) {
        this.standIn = standIn;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(standIn.endpoint().resolve("/_standin" + path));
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return MAPPER.readTree(
                HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }
}
