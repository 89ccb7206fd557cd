package dev.keysunset.aws;

import dev.keysunset.core.Place;
import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Somebody who may do everything in an account, and does it with the SDK as it is. */
public record Administrator(StandIn standIn, Place place) {
    public CloudTrailClient trails() {
        return configured(CloudTrailClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    public CloudWatchLogsClient logs() {
        return configured(CloudWatchLogsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    public KmsClient kms() {
        return configured(KmsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    public SqsClient queues() {
        return configured(SqsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    public SnsClient topics() {
        return configured(SnsClient.builder())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
        return builder.endpointOverride(standIn.endpoint())
                .region(Region.of(place.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(place.accountId(), StandInOptions.STANDARD_SECRET)));
    }
}
