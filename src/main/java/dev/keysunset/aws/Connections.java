package dev.keysunset.aws;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** What all clients share: connections, timeouts, endpoint, user agent, and that the SDK itself never tries again. */
@ApplicationScoped
public class Connections {
    /** Shorter than the idle timeouts of servers and firewalls: an effect must not meet a connection that is dead already. */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(5);

    /** How much longer a connection waits than the call: a call that takes too long is to end as that, and not as a broken one. */
    private static final Duration AFTER_THE_CALL = Duration.ofSeconds(2);

    /** The longest that AWS holds a call while a queue is empty (SQS API, ReceiveMessage). */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** More than anybody needs: how many receive at once is bounded where they are started. */
    private static final int WAITING_AT_ONCE = 10_000;

    private final AwsSettings settings;
    private final DateHeaders dateHeaders;
    private final String name;
    private final SdkHttpClient http;
    private final SdkHttpClient waiting;
    private final ScheduledExecutorService timeouts = timeouts();
    private final ClientOverrideConfiguration override;

    public Connections(
            AwsSettings settings,
            DateHeaders dateHeaders,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.dateHeaders = dateHeaders;
        this.name = "keysunset/" + version;
        this.http = http(settings.maxConnections(), settings.callTimeout());
        this.waiting = http(WAITING_AT_ONCE, settings.callTimeout().plus(LONGEST_WAIT));
        this.override = ClientOverrideConfiguration.builder()
                .apiCallTimeout(settings.callTimeout())
                .scheduledExecutorService(timeouts)
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .addExecutionInterceptor(dateHeaders)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, name)
                .build();
    }

    private SdkHttpClient http(int connections, Duration callTimeout) {
        return Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(settings.connectTimeout())
                .connectionAcquisitionTimeout(settings.callTimeout())
                .socketTimeout(callTimeout.plus(AFTER_THE_CALL))
                .connectionMaxIdleTime(KEPT_IDLE)
                .build();
    }

    @PreDestroy
    void close() {
        http.close();
        waiting.close();
        timeouts.shutdownNow();
    }

    /** Interrupts calls that take too long. Each client would bring five threads of its own: thousands, in a whole organisation. */
    private static ScheduledExecutorService timeouts() {
        var threads = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("aws-timeouts").daemon().factory());
        threads.setRemoveOnCancelPolicy(true);
        return threads;
    }

    /** Closing the client leaves the shared connections open. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String region, AwsCredentialsProvider credentials) {
        return client(builder, region, credentials, http);
    }

    /** For calls that AWS holds: each keeps a connection for as long, and would keep the others waiting for one. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C waitingClient(
            B builder, String region, AwsCredentialsProvider credentials) {
        return client(builder, region, credentials, waiting);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, String region, AwsCredentialsProvider credentials, SdkHttpClient over) {
        settings.endpointOverride().ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .httpClient(over)
                .overrideConfiguration(override)
                .build();
    }

    /** Who calls, where no client of the SDK says it. */
    String name() {
        return name;
    }

    /**
     * An answer to a request that no client of the SDK makes: over the same connections, within the same time.
     *
     * @param reader reads the answer before its connection goes back
     * @throws SdkException when there was none
     */
    <T> T call(HttpExecuteRequest request, Function<HttpExecuteResponse, T> reader) {
        var sentAt = dateHeaders.sending();
        var sending = http.prepareRequest(request);
        var late = new AtomicBoolean();
        // Said first: the call hears of its end before the task that ends it is done.
        Runnable end = () -> {
            late.set(true);
            sending.abort();
        };
        var timeout = timeouts.schedule(end, settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            var answer = sending.call();
            dateHeaders.heard(answer.httpResponse(), sentAt);
            return reader.apply(answer);
        } catch (IOException | UncheckedIOException e) {
            throw late.get()
                    ? ApiCallTimeoutException.create(settings.callTimeout().toMillis())
                    : SdkClientException.create("The call was not answered: " + e.getMessage(), e);
        } finally {
            timeout.cancel(false);
        }
    }

    /** Who the service is before it assumes a role. */
    AwsCredentialsProvider hub() {
        return settings.credentials()
                .<AwsCredentialsProvider>map(keys -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
