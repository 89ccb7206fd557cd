package dev.keysunset.aws;

import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** One client per account, Region and service, made when first needed and kept. They read under the account's session. */
@ApplicationScoped
public class Clients {
    private final Connections connections;
    private final Sessions sessions;
    private final Map<Place, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<Place, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<Place, CloudWatchLogsClient> logs = new ConcurrentHashMap<>();

    public Clients(Connections connections, Sessions sessions) {
        this.connections = connections;
        this.sessions = sessions;
    }

    KmsClient kms(Place place) {
        return kms.computeIfAbsent(
                place, here -> connections.client(KmsClient.builder(), here.region(), reading(here)));
    }

    CloudTrailClient cloudTrail(Place place) {
        return cloudTrail.computeIfAbsent(
                place, here -> connections.client(CloudTrailClient.builder(), here.region(), reading(here)));
    }

    CloudWatchLogsClient logs(Place place) {
        return logs.computeIfAbsent(
                place, here -> connections.client(CloudWatchLogsClient.builder(), here.region(), reading(here)));
    }

    private AwsCredentialsProvider reading(Place place) {
        return () -> sessions.reading(place.accountId());
    }
}
