package dev.keysunset.standin;

import dev.keysunset.standin.model.ModelledAnswers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Unchanged SDK clients that talk to one stand-in, without retries so that each call is one call. They hold every answer
 * against the SDK's model of it.
 */
final class Clients implements AutoCloseable {
    private static final String US_EAST_1 = "us-east-1";

    private final StandIn standIn;
    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(50)
            .socketTimeout(Duration.ofMinutes(1))
            .build();
    private final Map<String, SdkClient> cached = new HashMap<>();

    Clients(StandIn standIn) {
        this.standIn = standIn;
    }

    StandIn standIn() {
        return standIn;
    }

    KmsClient kms(String account) {
        return kms(account, US_EAST_1);
    }

    KmsClient kms(String account, String region) {
        return longTerm(KmsClient.class, account, region, KmsClient.builder());
    }

    KmsClient kms(Credentials session, String region) {
        return configured(KmsClient.builder(), credentials(session), region).build();
    }

    CloudTrailClient cloudTrail(String account) {
        return longTerm(CloudTrailClient.class, account, US_EAST_1, CloudTrailClient.builder());
    }

    CloudWatchLogsClient logs(String account) {
        return longTerm(CloudWatchLogsClient.class, account, US_EAST_1, CloudWatchLogsClient.builder());
    }

    SqsClient sqs(String account) {
        return longTerm(SqsClient.class, account, US_EAST_1, SqsClient.builder());
    }

    SnsClient sns(String account) {
        return longTerm(SnsClient.class, account, US_EAST_1, SnsClient.builder());
    }

    EventBridgeClient eventBridge(String account) {
        return longTerm(EventBridgeClient.class, account, US_EAST_1, EventBridgeClient.builder());
    }

    Ec2Client ec2(Credentials session) {
        return configured(Ec2Client.builder(), credentials(session), US_EAST_1).build();
    }

    Ec2Client ec2(String account) {
        return longTerm(Ec2Client.class, account, US_EAST_1, Ec2Client.builder());
    }

    RdsClient rds(String account) {
        return longTerm(RdsClient.class, account, US_EAST_1, RdsClient.builder());
    }

    RdsClient rds(Credentials session) {
        return configured(RdsClient.builder(), credentials(session), US_EAST_1).build();
    }

    DynamoDbClient dynamoDb(String account) {
        return longTerm(DynamoDbClient.class, account, US_EAST_1, DynamoDbClient.builder());
    }

    DynamoDbClient dynamoDb(Credentials session) {
        return configured(DynamoDbClient.builder(), credentials(session), US_EAST_1)
                .build();
    }

    IamClient iam(String account) {
        return longTerm(IamClient.class, account, "aws-global", IamClient.builder());
    }

    SecretsManagerClient secrets(String account) {
        return longTerm(SecretsManagerClient.class, account, US_EAST_1, SecretsManagerClient.builder());
    }

    SsmClient parameters(String account) {
        return longTerm(SsmClient.class, account, US_EAST_1, SsmClient.builder());
    }

    LambdaClient functions(String account) {
        return longTerm(LambdaClient.class, account, US_EAST_1, LambdaClient.builder());
    }

    S3Client buckets(String account) {
        return longTerm(S3Client.class, account, US_EAST_1, S3Client.builder());
    }

    EcrClient repositories(String account) {
        return longTerm(EcrClient.class, account, US_EAST_1, EcrClient.builder());
    }

    RedshiftClient redshift(String account) {
        return longTerm(RedshiftClient.class, account, US_EAST_1, RedshiftClient.builder());
    }

    AthenaClient athena(String account) {
        return longTerm(AthenaClient.class, account, US_EAST_1, AthenaClient.builder());
    }

    AthenaClient athena(Credentials session) {
        return configured(AthenaClient.builder(), credentials(session), US_EAST_1)
                .build();
    }

    StsClient sts() {
        return longTerm(StsClient.class, "AKIAHUB", US_EAST_1, StsClient.builder());
    }

    StsClient sts(Credentials session) {
        return configured(StsClient.builder(), credentials(session), US_EAST_1).build();
    }

    CloudTrailClient cloudTrail(Credentials session) {
        return configured(CloudTrailClient.builder(), credentials(session), US_EAST_1)
                .build();
    }

    CloudWatchLogsClient logs(Credentials session) {
        return configured(CloudWatchLogsClient.builder(), credentials(session), US_EAST_1)
                .build();
    }

    SqsClient sqs(Credentials session) {
        return configured(SqsClient.builder(), credentials(session), US_EAST_1).build();
    }

    SnsClient sns(Credentials session) {
        return configured(SnsClient.builder(), credentials(session), US_EAST_1).build();
    }

    EventBridgeClient eventBridge(Credentials session) {
        return configured(EventBridgeClient.builder(), credentials(session), US_EAST_1)
                .build();
    }

    /** A session of any role, begun by an administrator of the role's account and perhaps narrowed. */
    Credentials role(String account, String name, Optional<String> sessionPolicy) {
        var admin = AwsBasicCredentials.create(account, StandInOptions.STANDARD_SECRET);
        try (var sts = configured(StsClient.builder(), admin, US_EAST_1).build()) {
            return sts.assumeRole(request -> {
                        request.roleArn("arn:aws:iam::" + account + ":role/" + name)
                                .roleSessionName("test");
                        sessionPolicy.ifPresent(request::policy);
                    })
                    .credentials();
        }
    }

    /** A client with long-term keys; one for each of its kind. */
    private <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C longTerm(
            Class<C> type, String accessKeyId, String region, B builder) {
        var credentials = AwsBasicCredentials.create(accessKeyId, StandInOptions.STANDARD_SECRET);
        return type.cast(cached.computeIfAbsent(
                type.getName() + accessKeyId + region,
                _ -> configured(builder, credentials, region).build()));
    }

    private static AwsCredentials credentials(Credentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
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

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, AwsCredentials credentials, String region) {
        return builder.httpClient(http)
                .endpointOverride(standIn.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new ModelledAnswers()));
    }

    /** One call of an account's administrator, by its operation; those on no key leave the key aside. */
    void call(String account, String action, String key) {
        switch (action) {
            case "DescribeKey" -> kms(account).describeKey(r -> r.keyId(key));
            case "GetKeyLastUsage" -> kms(account).getKeyLastUsage(r -> r.keyId(key));
            case "DisableKey" -> kms(account).disableKey(r -> r.keyId(key));
            case "ScheduleKeyDeletion" -> kms(account).scheduleKeyDeletion(r -> r.keyId(key));
            case "LookupEvents" -> cloudTrail(account).lookupEvents(r -> {});
            case "FilterLogEvents" -> logs(account).filterLogEvents(r -> r.logGroupName("/aws/cloudtrail/management"));
            case "AssumeRole" ->
                sts().assumeRole(r -> r.roleArn("arn:aws:iam::" + account + ":role/KeysunsetMember")
                        .roleSessionName("test")
                        .externalId("keysunset-demo"));
            default -> throw new IllegalArgumentException(action);
        }
    }

    @Override
    public void close() {
        cached.values().forEach(SdkClient::close);
        http.close();
    }
}
