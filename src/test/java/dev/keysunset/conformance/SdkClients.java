package dev.keysunset.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients, all on one way. */
final class SdkClients implements AutoCloseable {
    private static final String STAND_IN_ACCOUNT = "111122223333";
    private static final String STAND_IN_SECRET = "standin";

    /** Where to, and as whom. */
    record Way(Optional<URI> endpoint, Region region, AwsCredentialsProvider credentials) {
        static Way toStandIn(URI endpoint) {
            return new Way(
                    Optional.of(endpoint),
                    Region.US_EAST_1,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(STAND_IN_ACCOUNT, STAND_IN_SECRET)));
        }

        static Way toAws(Optional<String> region) {
            return new Way(
                    Optional.empty(),
                    region.map(Region::of)
                            .orElseGet(() -> DefaultAwsRegionProviderChain.builder()
                                    .build()
                                    .getRegion()),
                    DefaultCredentialsProvider.builder().build());
        }
    }

    private final Way way;
    private final List<ExecutionInterceptor> interceptors;
    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(50)
            .socketTimeout(Duration.ofSeconds(20))
            .build();
    private final ConcurrentHashMap<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();

    SdkClients(Way way, List<ExecutionInterceptor> interceptors) {
        this.way = way;
        this.interceptors = interceptors;
    }

    KmsClient kms() {
        return client(KmsClient.class, KmsClient.builder());
    }

    CloudTrailClient cloudTrail() {
        return client(CloudTrailClient.class, CloudTrailClient.builder());
    }

    CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, CloudWatchLogsClient.builder());
    }

    StsClient sts() {
        return client(StsClient.class, StsClient.builder());
    }

    String region() {
        return way.region().id();
    }

    Optional<URI> endpoint() {
        return way.endpoint();
    }

    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            Class<C> type, B builder) {
        return type.cast(clients.computeIfAbsent(type, _ -> {
            way.endpoint().ifPresent(builder::endpointOverride);
            return builder.httpClient(http)
                    .region(way.region())
                    .credentialsProvider(way.credentials())
                    .overrideConfiguration(override -> interceptors.forEach(override::addExecutionInterceptor))
                    .build();
        }));
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }
}
