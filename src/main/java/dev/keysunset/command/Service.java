package dev.keysunset.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running service. Each call is made once: what changes something is repeated only where its caller makes that safe. */
final class Service implements AutoCloseable {
    private static final String API = "/api/v1";
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final URI address;
    private final String authorization;
    private final Duration timeout;

    /** Follows no redirect: a password is for the address that was given. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .build();

    /** @param timeout until the whole of an answer has to be there */
    Service(URI address, String authorization, Duration timeout) {
        this.address = address;
        this.authorization = authorization;
        this.timeout = timeout;
    }

    URI address() {
        return address;
    }

    /** @throws CommandEnd when it refuses, or does not answer */
    Answer get(Query query) {
        return done(send(request(API + query.text()).GET()));
    }

    /** As {@link #get}, and takes a refusal for an answer. */
    Answer ask(Query query) {
        return send(request(API + query.text()).GET());
    }

    /** Whether it is ready is told to everybody, so nobody is named. */
    Answer health() {
        return send(
                HttpRequest.newBuilder(URI.create(address + "/q/health/ready")).GET());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return done(send(with(request(API + path), headers).POST(BodyPublishers.ofString(Json.write(body)))));
    }

    Answer put(String path, Object body) {
        return done(send(with(request(API + path), Map.of()).PUT(BodyPublishers.ofString(Json.write(body)))));
    }

    Answer delete(Query query) {
        return done(send(request(API + query.text()).DELETE()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", authorization)
                .header("Accept", "application/json, application/problem+json");
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        return request.header("Content-Type", "application/json");
    }

    private static Answer done(Answer answer) {
        if (!answer.ok()) {
            throw CommandEnd.refused(answer);
        }
        return answer;
    }

    /** The request's own timeout ends with the headers; this one holds for the body as well. */
    private Answer send(HttpRequest.Builder request) {
        var coming = client.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return answer(coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw unreachable(
                    e.getCause() instanceof IOException failure ? said(failure) : String.valueOf(e.getCause()));
        } catch (TimeoutException _) {
            coming.cancel(true);
            throw unreachable("no answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.body(),
                Json.read(response.body()),
                response.headers().firstValue("ETag"));
    }

    /** The client gives no message to what happens most often. */
    private static String said(IOException failure) {
        if (failure instanceof ConnectException && failure.getMessage() == null) {
            return failure.getCause() instanceof UnresolvedAddressException
                    ? "the host is not known"
                    : "nobody listens there";
        }
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }

    private CommandEnd unreachable(String why) {
        return CommandEnd.unreachable(ProblemText.of(
                "Keysunset does not answer at " + address + ": " + why,
                "See whether it runs, and whether --url or KEYSUNSET_URL is its address."));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
