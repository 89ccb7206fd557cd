package dev.keysunset.standin;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Unchanged SDK clients that talk to one stand-in, without retries so that each call is one call. */
final class Clients implements AutoCloseable {
    private final StandIn standIn;
    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(50)
            .socketTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, SdkClient> cached = new HashMap<>();

    Clients(StandIn standIn) {
        this.standIn = standIn;
    }

    KmsClient kms(String account) {
        return kms(account, "us-east-1");
    }

    KmsClient kms(String account, String region) {
        return (KmsClient) cached.computeIfAbsent(
                "kms " + account + region, _ -> kms(AwsBasicCredentials.create(account, "secret"), region));
    }

    KmsClient kms(Credentials session, String region) {
        return kms(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
                region);
    }

    CloudTrailClient cloudTrail(String account) {
        return (CloudTrailClient) cached.computeIfAbsent(
                "cloudtrail " + account,
                _ -> configured(CloudTrailClient.builder(), AwsBasicCredentials.create(account, "secret"), "us-east-1")
                        .build());
    }

    CloudWatchLogsClient logs(String account) {
        return (CloudWatchLogsClient) cached.computeIfAbsent(
                "logs " + account,
                _ -> configured(
                                CloudWatchLogsClient.builder(),
                                AwsBasicCredentials.create(account, "secret"),
                                "us-east-1")
                        .build());
    }

    StsClient sts() {
        return (StsClient) cached.computeIfAbsent(
                "sts",
                _ -> configured(StsClient.builder(), AwsBasicCredentials.create("AKIAHUB", "secret"), "us-east-1")
                        .build());
    }

    /** A session of the member role, narrowed by a session policy. */
    Credentials member(String account, String sessionPolicy) {
        return sts().assumeRole(request -> request.roleArn("arn:aws:iam::" + account + ":role/KeysunsetMember")
                        .roleSessionName("test")
                        .externalId("keysunset-demo")
                        .sourceIdentity("effect-1")
                        .policy(sessionPolicy))
                .credentials();
    }

    private KmsClient kms(AwsCredentials credentials, String region) {
        return configured(KmsClient.builder(), credentials, region).build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, AwsCredentials credentials, String region) {
        return builder.httpClient(http)
                .endpointOverride(standIn.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    @Override
    public void close() {
        cached.values().forEach(SdkClient::close);
        http.close();
    }
}
