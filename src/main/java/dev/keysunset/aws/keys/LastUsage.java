package dev.keysunset.aws.keys;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Usage;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;

/**
 * Turns the answer of GetKeyLastUsage into one of four (KMS API, GetKeyLastUsage). Without usage its KeyLastUsage is an empty
 * object, not absent; what that means depends on whether KMS already recorded usage when the key was created.
 */
final class LastUsage {
    private LastUsage() {}

    static Usage of(KeyArn asked, GetKeyLastUsageResponse answer) {
        if (!names(asked, answer.keyId())) {
            return new Usage.Unreadable("WrongKey", "asked for " + asked + ", AWS answered for " + answer.keyId());
        }
        return Optional.ofNullable(answer.keyLastUsage())
                .flatMap(LastUsage::used)
                .orElseGet(() -> unused(answer));
    }

    private static Optional<Usage> used(KeyLastUsageData usage) {
        return Optional.ofNullable(usage.timestamp())
                .map(at -> new Usage.Used(
                        at,
                        Optional.ofNullable(usage.operationAsString()).orElse("unnamed operation"),
                        Optional.ofNullable(usage.cloudTrailEventId())));
    }

    private static Usage unused(GetKeyLastUsageResponse answer) {
        var created = answer.keyCreationDate();
        var tracked = answer.trackingStartDate();
        if (created == null || tracked == null) {
            return new Usage.Unreadable(
                    "MalformedAnswer",
                    "no usage, and KeyCreationDate or TrackingStartDate is missing: it may mean anything");
        }
        return created.isBefore(tracked) ? new Usage.NotSinceTracking(tracked) : new Usage.NeverUsed(created);
    }

    /** The API calls the member KeyId and does not say in which of its forms it comes. */
    private static boolean names(KeyArn asked, String keyId) {
        return asked.toString().equals(keyId) || asked.keyId().equals(keyId);
    }
}
