package dev.keysunset.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** The keys that this run makes, the only ones it works on, and their end. */
final class OwnKeys {
    static final String TAG = "keysunset-conformance";
    static final int SHORTEST_WINDOW = 7;

    /** KMS is eventually consistent: a new key may not be found at once. */
    private static final Duration CONSISTENCY = Duration.ofMinutes(5);

    private final Patience patience;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<KeyMetadata> made = new ArrayList<>();
    private final Map<KeySpec, KeyMetadata> shared = new HashMap<>();
    private final AtomicInteger aliases = new AtomicInteger();

    OwnKeys(Patience patience) {
        this.patience = patience;
    }

    /** A symmetric key for a test that changes it. */
    KeyMetadata create(KmsClient kms) {
        return create(kms, _ -> {});
    }

    KeyMetadata create(KmsClient kms, Consumer<CreateKeyRequest.Builder> members) {
        var key = kms.createKey(request -> {
                    request.description("Keysunset conformance run " + run + "; safe to delete")
                            .tags(Tag.builder().tagKey(TAG).tagValue(run).build());
                    members.accept(request);
                })
                .keyMetadata();
        made.add(key);
        patience.until(CONSISTENCY, () -> kms.getKeyPolicy(request -> request.keyId(key.arn())));
        return key;
    }

    /** One key of a kind for all tests that leave it as it is. */
    KeyMetadata shared(KmsClient kms, KeySpec spec, KeyUsageType usage) {
        return shared.computeIfAbsent(
                spec, _ -> create(kms, request -> request.keySpec(spec).keyUsage(usage)));
    }

    KeyMetadata shared(KmsClient kms) {
        return shared(kms, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
    }

    /** A name for an alias that nobody else has. */
    String newAlias() {
        return aliasPrefix() + aliases.incrementAndGet();
    }

    String run() {
        return run;
    }

    /** Whether this name can only lead to a key of this run. */
    boolean owns(String name) {
        return name.startsWith(aliasPrefix())
                || name.contains(":" + aliasPrefix())
                || made.stream().anyMatch(key -> name.equals(key.keyId()) || name.equals(key.arn()));
    }

    /**
     * Schedules the deletion of every key.
     *
     * @return a line for each key: its ARN and what becomes of it
     */
    List<String> scheduleAll(KmsClient kms) {
        return made.stream().map(key -> key.arn() + " " + end(kms, key)).toList();
    }

    /** Schedules the deletion of one key, unless that has been done, and says when it will come. */
    static String end(KmsClient kms, KeyMetadata key) {
        try {
            var known = kms.describeKey(request -> request.keyId(key.arn())).keyMetadata();
            if (known.keyState() == KeyState.PENDING_DELETION) {
                return "will be deleted after " + known.deletionDate();
            }
            var scheduled =
                    kms.scheduleKeyDeletion(request -> request.keyId(key.arn()).pendingWindowInDays(SHORTEST_WINDOW));
            return "will be deleted after " + scheduled.deletionDate();
        } catch (SdkException e) {
            return "IS NOT SCHEDULED FOR DELETION: " + e.getMessage();
        }
    }

    private String aliasPrefix() {
        return "alias/" + TAG + "-" + run + "-";
    }
}
