package dev.keysunset.standin.story;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of an application on a key.
 *
 * @param operation a cryptographic KMS operation or GetPublicKey
 * @param principal the ARN of a user, role or session, or the DNS name of an AWS service
 * @param onBehalfOf the AWS service through which the principal calls, such as {@code s3.amazonaws.com}
 * @param destination the key a ReEncrypt leads to, by any name it has; the key itself if there is none
 */
public record KeyUse(
        String operation,
        String principal,
        Optional<String> onBehalfOf,
        Map<String, String> encryptionContext,
        Optional<String> destination) {

    public KeyUse {
        // In the order given: records shall look alike in every run.
        encryptionContext = Collections.unmodifiableMap(new LinkedHashMap<>(encryptionContext));
    }

    public static KeyUse by(String principal, String operation) {
        return new KeyUse(operation, principal, Optional.empty(), Map.of(), Optional.empty());
    }

    public KeyUse through(String service, Map<String, String> context) {
        return new KeyUse(operation, principal, Optional.of(service), context, destination);
    }

    public KeyUse to(String destinationKey) {
        return new KeyUse(operation, principal, onBehalfOf, encryptionContext, Optional.of(destinationKey));
    }
}
