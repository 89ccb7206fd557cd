package dev.keysunset.aws;

import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One client per account, Region and service, made when first needed and kept. They read under the account's session. */
@ApplicationScoped
public class Clients {
    private final Connections connections;
    private final Sessions sessions;
    private final Map<Place, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<Place, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<Place, CloudWatchLogsClient> logs = new ConcurrentHashMap<>();
    private final Map<Place, EventBridgeClient> events = new ConcurrentHashMap<>();
    private final Map<Place, SqsClient> sqs = new ConcurrentHashMap<>();
    private final Map<Other, Object> others = new ConcurrentHashMap<>();

    private record Other(Place place, Class<?> type) {}

    public Clients(Connections connections, Sessions sessions) {
        this.connections = connections;
        this.sessions = sessions;
    }

    public KmsClient kms(Place place) {
        return kms.computeIfAbsent(
                place, here -> connections.client(KmsClient.builder(), here.region(), reading(here)));
    }

    public CloudTrailClient cloudTrail(Place place) {
        return cloudTrail.computeIfAbsent(
                place, here -> connections.client(CloudTrailClient.builder(), here.region(), reading(here)));
    }

    public CloudWatchLogsClient logs(Place place) {
        return logs.computeIfAbsent(
                place, here -> connections.client(CloudWatchLogsClient.builder(), here.region(), reading(here)));
    }

    public EventBridgeClient events(Place place) {
        return events.computeIfAbsent(
                place, here -> connections.client(EventBridgeClient.builder(), here.region(), reading(here)));
    }

    public SqsClient sqs(Place place) {
        return sqs.computeIfAbsent(
                place, here -> connections.waitingClient(SqsClient.builder(), here.region(), reading(here)));
    }

    /** The client of any other service. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
            Place place, Class<C> type, Supplier<B> builder) {
        return type.cast(others.computeIfAbsent(
                new Other(place, type), _ -> connections.client(builder.get(), place.region(), reading(place))));
    }

    private AwsCredentialsProvider reading(Place place) {
        return () -> sessions.reading(place.accountId());
    }
}
