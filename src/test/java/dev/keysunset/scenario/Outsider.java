package dev.keysunset.scenario;

import dev.keysunset.standin.key.KeyArn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Somebody with rights of their own in the account, at work with the SDK. */
final class Outsider {
    static final String NAME = "user/admin";

    private Outsider() {}

    static void enable(KeyArn key) {
        try (var kms = kms(key)) {
            kms.enableKey(request -> request.keyId(key.toString()));
        }
    }

    static String keyState(KeyArn key) {
        try (var kms = kms(key)) {
            return kms.describeKey(request -> request.keyId(key.toString()))
                    .keyMetadata()
                    .keyStateAsString();
        }
    }

    private static KmsClient kms(KeyArn key) {
        return KmsClient.builder()
                .endpointOverride(FastWorld.standIn().endpoint())
                .region(Region.of(key.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.place().account(), "not checked")))
                .build();
    }
}
