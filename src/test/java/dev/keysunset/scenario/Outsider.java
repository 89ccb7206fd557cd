package dev.keysunset.scenario;

import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.key.KeyArn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Somebody with rights of their own in the account, at work with the SDK. */
public final class Outsider {
    static final String NAME = "user/admin";

    private Outsider() {}

    static void enable(KeyArn key) {
        try (var kms = kms(FastWorld.standIn(), key)) {
            kms.enableKey(request -> request.keyId(key.toString()));
        }
    }

    static void disable(StandIn aws, KeyArn key) {
        try (var kms = kms(aws, key)) {
            kms.disableKey(request -> request.keyId(key.toString()));
        }
    }

    static String keyState(KeyArn key) {
        return keyState(FastWorld.standIn(), key);
    }

    /** As AWS tells it, such as {@code PendingDeletion}. */
    public static String keyState(StandIn aws, KeyArn key) {
        try (var kms = kms(aws, key)) {
            return kms.describeKey(request -> request.keyId(key.toString()))
                    .keyMetadata()
                    .keyStateAsString();
        }
    }

    private static KmsClient kms(StandIn aws, KeyArn key) {
        return KmsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.of(key.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.place().account(), StandInOptions.STANDARD_SECRET)))
                .build();
    }
}
