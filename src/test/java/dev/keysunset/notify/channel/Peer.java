package dev.keysunset.notify.channel;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A real HTTP server on the loopback that answers as it is told to, and remembers what it was sent. */
public final class Peer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> answer = answering(200);

    /** What came in. */
    public record Received(String path, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private Peer(Optional<Credential> credential) {
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
        credential.ifPresent(own -> options.setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(own.keyStore().toString()).setPassword(Credential.PASSWORD)));
        this.server = vertx.createHttpServer(options)
                .requestHandler(request -> request.bodyHandler(body -> {
                    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
                    request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
                    received.add(new Received(request.uri(), headers, body.toString()));
                    answer.accept(request);
                }))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public static Peer begin() {
        return new Peer(Optional.empty());
    }

    static Peer encrypted(Credential credential) {
        return new Peer(Optional.of(credential));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public void forget() {
        received.clear();
        answer = answering(200);
    }

    public void answers(Consumer<HttpServerRequest> answer) {
        this.answer = answer;
    }

    /** What it says besides the status is what many servers say. */
    public static Consumer<HttpServerRequest> answering(int status) {
        return request -> request.response().setStatusCode(status).end("status " + status + " for " + request.uri());
    }

    static Consumer<HttpServerRequest> answering(int status, String header, String value) {
        return request -> request.response()
                .setStatusCode(status)
                .putHeader(header, value)
                .end();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
