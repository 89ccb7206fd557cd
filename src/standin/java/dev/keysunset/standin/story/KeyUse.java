package dev.keysunset.standin.story;

import java.util.Map;
import java.util.Optional;

/**
 * One call of an application on a key.
 *
 * @param operation a cryptographic KMS operation or GetPublicKey
 * @param principal the ARN of a user, role or session, or the DNS name of an AWS service
 * @param onBehalfOf the AWS service through which the principal calls, such as {@code s3.amazonaws.com}
 */
public record KeyUse(
        String operation, String principal, Optional<String> onBehalfOf, Map<String, String> encryptionContext) {

    public static KeyUse by(String principal, String operation) {
        return new KeyUse(operation, principal, Optional.empty(), Map.of());
    }

    public KeyUse through(String service, Map<String, String> context) {
        return new KeyUse(operation, principal, Optional.of(service), Map.copyOf(context));
    }
}
