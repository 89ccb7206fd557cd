package dev.keysunset.standin.http;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.control.ControlApi;
import dev.keysunset.standin.control.ControlRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
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
    private static final Duration HEARTBEAT = Duration.ofMillis(100);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Vertx vertx;
    private final DomainClock clock;
    private final InstantSource real;
    private final AwsDoor aws;
    private final ControlApi control;
    private final io.vertx.core.http.HttpServer server;

    /**
     * Listens; requests are answered from now on.
     *
     * @param port 0 for any free one
     */
    public HttpServer(int port, DomainClock clock, InstantSource real, AwsDoor aws, ControlApi control) {
        this.clock = clock;
        this.real = real;
        this.aws = aws;
        this.control = control;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                // Days that pass at once, and RSA keys that are made, may take the loop some time; nobody else needs
                // it.
                .setMaxEventLoopExecuteTime(PATIENCE.toNanos())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        // AWS does not speak HTTP/2 without TLS; answering an attempt to change over loses answers.
        var options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
        this.server = await(
                vertx.createHttpServer(options).requestHandler(this::receive).listen(port, LOOPBACK));
        // What is due happens though nobody calls: else the next caller waits for days of it.
        vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> clock.now());
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
            var reply = new VertxReply(request, clock::now);
            try {
                clock.inOrder(() -> {
                    route(received, reply);
                    aws.lookAtWaiting();
                });
            } catch (RuntimeException bug) {
                // A client must not wait for ever for an answer that a mistake of ours prevents.
                LOGGER.log(System.Logger.Level.ERROR, "request=" + received.path() + " failed", bug);
                reply.answer(new HttpAnswer(500, "text/plain", "", "The stand-in has a bug: " + bug));
            }
        });
    }

    private void route(Received received, Reply reply) {
        if (received.path().equals(CONTROL) || received.path().startsWith(CONTROL + "/")) {
            control(received, reply);
        } else {
            aws.receive(received, reply);
        }
    }

    private void control(Received received, Reply reply) {
        var answer = control.answer(new ControlRequest(
                received.method(),
                received.path().substring(CONTROL.length()),
                QueryForm.fields(received.query()),
                received.text()));
        reply.answer(new HttpAnswer(answer.status(), "application/json", "", answer.body()));
    }

    private static Received received(HttpServerRequest request, Buffer body) {
        var headers = new HashMap<String, String>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue(),
                        (first, more) -> first + "," + more));
        return new Received(
                request.method().name(),
                Optional.ofNullable(request.path()).orElse("/"),
                Map.copyOf(headers),
                Optional.ofNullable(request.query()).orElse(""),
                body);
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
        private final InstantSource time;

        private VertxReply(HttpServerRequest request, InstantSource time) {
            this.request = request;
            this.time = time;
        }

        @Override
        public Reply inRealTime() {
            return new VertxReply(request, real);
        }

        @Override
        public void answer(HttpAnswer answer) {
            if (!request.response().closed()) {
                begun(answer).end(answer.body());
            }
        }

        @Override
        public void breakOff(HttpAnswer answer) {
            if (request.response().closed()) {
                return;
            }
            var body = Buffer.buffer(answer.body());
            if (body.length() == 0) {
                cut();
                return;
            }
            var half = body.slice(0, body.length() / 2);
            begun(answer)
                    .putHeader("Content-Length", Integer.toString(body.length()))
                    .write(half)
                    .onComplete(_ -> cut());
        }

        private HttpServerResponse begun(HttpAnswer answer) {
            var response = request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .putHeader("Date", HTTP_DATE.format(time.instant()));
            if (!time.equals(real)) {
                // The AWS SDK for JavaScript sets its clock by the date of every answer, unless a cache may have kept
                // it.
                response.putHeader("Age", "0");
            }
            return answer.requestId().isEmpty() ? response : response.putHeader("x-amzn-RequestId", answer.requestId());
        }

        @Override
        public void header(String name, String value) {
            request.response().putHeader(name, value);
        }

        @Override
        public void onHangUp(Runnable action) {
            request.response().closeHandler(_ -> clock.inOrder(action));
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
