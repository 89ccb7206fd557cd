package dev.keysunset.notify.channel;

import dev.keysunset.engine.RealClock;
import dev.keysunset.notify.NotifySettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * POSTs, each over a connection of its own to the one address that was checked, under the name that was asked for: certificates
 * are held against that name. Redirects are not followed, and of an answer only the beginning is read.
 */
final class Posts implements AutoCloseable {
    private static final int LONGEST_ANSWER = 4096;

    private final HttpClient client;
    private final Resolving resolving;
    private final Duration timeout;
    private final RealClock clock;

    Posts(Vertx vertx, Resolving resolving, NotifySettings settings, RealClock clock) {
        this.client = vertx.createHttpClient(options(settings));
        this.resolving = resolving;
        this.timeout = settings.timeout();
        this.clock = clock;
    }

    private static HttpClientOptions options(NotifySettings settings) {
        var options = new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(1000)
                .setConnectTimeout((int) settings.timeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.timeout().multipliedBy(2).toMillis());
        settings.certificates()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return options;
    }

    /** @param headers besides Content-Type, which is there always */
    record Post(Destination to, String contentType, Map<String, String> headers, String body) {}

    /** What came of it, by what HTTP says of the status; takes at most twice the timeout. */
    Outcome send(Post post) {
        try {
            var address = resolving.pinned(post.to().host());
            return await(post, address);
        } catch (NotSent e) {
            return e.outcome();
        }
    }

    private Outcome await(Post post, InetAddress address) {
        var begun = new AtomicReference<Optional<HttpClientRequest>>(Optional.empty());
        try {
            return answer(post, address, begun)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            begun.get().ifPresent(request -> request.connection().close());
            return new Outcome.Later(post.to() + " has not answered within " + timeout);
        } catch (ExecutionException e) {
            return new Outcome.Later(post.to() + " was not reached: " + why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted");
        }
    }

    private Future<Outcome> answer(Post post, InetAddress address, AtomicReference<Optional<HttpClientRequest>> begun) {
        var to = post.to();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, to.port())))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.encrypted())
                .setURI(to.path())
                .setFollowRedirects(false)
                .putHeader("Content-Type", post.contentType())
                .putHeader("User-Agent", "keysunset");
        post.headers().forEach(options::putHeader);
        return client.request(options)
                .compose(request -> {
                    begun.set(Optional.of(request));
                    return request.send(Buffer.buffer(post.body())).compose(Posts::beginning);
                })
                .map(answered -> Statuses.outcome(to, answered.without(to.path()), clock.now()));
    }

    private static Future<Answered> beginning(HttpClientResponse response) {
        var whole = Promise.<Answered>promise();
        var text = Buffer.buffer();
        Runnable done = () -> whole.tryComplete(new Answered(
                response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")), text.toString()));
        response.handler(piece -> {
            text.appendBuffer(piece, 0, Math.min(piece.length(), LONGEST_ANSWER - text.length()));
            if (text.length() >= LONGEST_ANSWER) {
                done.run();
                response.request().connection().close();
            }
        });
        response.endHandler(_ -> done.run());
        response.exceptionHandler(whole::tryFail);
        return whole.future();
    }

    /** @param text its beginning */
    record Answered(int status, Optional<String> retryAfter, String text) {
        /** Some servers say what they were asked for, and that may be a secret. */
        Answered without(String path) {
            return path.length() > 1 ? new Answered(status, retryAfter, text.replace(path, "…")) : this;
        }
    }

    /** The innermost words: the outer ones repeat addresses. */
    private static String why(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : " " + cause.getMessage());
    }

    @Override
    public void close() {
        client.close();
    }
}
