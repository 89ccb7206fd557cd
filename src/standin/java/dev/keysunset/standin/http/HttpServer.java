package dev.keysunset.standin.http;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.control.ControlApi;
import dev.keysunset.standin.control.ControlRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP server, on the loopback address only; one event loop carries out one request after the other. */
public final class HttpServer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(HttpServer.class.getName());
    private static final String LOOPBACK = "127.0.0.1";
    private static final String CONTROL = "/_standin";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final DomainClock clock;
    private final AwsDoor aws;
    private final ControlApi control;
    private final io.vertx.core.http.HttpServer server;

    /**
     * Listens; requests are answered from now on.
     *
     * @param port 0 for any free one
     */
    public HttpServer(int port, DomainClock clock, AwsDoor aws, ControlApi control) {
        this.clock = clock;
        this.aws = aws;
        this.control = control;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.server =
                await(vertx.createHttpServer().requestHandler(this::receive).listen(port, LOOPBACK));
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            var received = received(request, body);
            var reply = new VertxReply(request);
            try {
                clock.inOrder(() -> route(received, reply));
            } catch (RuntimeException bug) {
                // A client must not wait for ever for an answer that a mistake of ours prevents.
                LOGGER.log(System.Logger.Level.ERROR, "request=" + received.path() + " failed", bug);
                reply.answer(500, "text/plain", "", "The stand-in has a bug: " + bug);
            }
        });
    }

    private void route(Received received, Reply reply) {
        if (received.path().startsWith(CONTROL + "/")) {
            control(received, reply);
        } else {
            aws.receive(received, reply);
        }
    }

    private void control(Received received, Reply reply) {
        var answer = control.answer(new ControlRequest(
                received.method(), received.path().substring(CONTROL.length()), received.query(), received.body()));
        reply.answer(answer.status(), "application/json", "", answer.body());
    }

    private static Received received(HttpServerRequest request, Buffer body) {
        var headers = new HashMap<String, String>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var query = new HashMap<String, String>();
        request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        return new Received(
                request.method().name(),
                Optional.ofNullable(request.path()).orElse("/"),
                Map.copyOf(headers),
                Map.copyOf(query),
                body.toString(StandardCharsets.UTF_8));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the HTTP server started or stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The HTTP server did not start or stop: " + e.getMessage(), e);
        }
    }

    private final class VertxReply implements Reply {
        private final HttpServerRequest request;

        private VertxReply(HttpServerRequest request) {
            this.request = request;
        }

        @Override
        public void answer(int status, String contentType, String requestId, String body) {
            var response = request.response();
            if (response.closed()) {
                return;
            }
            response.setStatusCode(status)
                    .putHeader("Content-Type", contentType)
                    .putHeader("Date", HTTP_DATE.format(clock.now()));
            if (!requestId.isEmpty()) {
                response.putHeader("x-amzn-RequestId", requestId);
            }
            response.end(body);
        }

        @Override
        public void cut() {
            request.connection().close();
        }

        @Override
        public void later(Duration delay, Runnable action) {
            vertx.setTimer(Math.max(1, delay.toMillis()), _ -> clock.inOrder(action));
        }
    }
}
