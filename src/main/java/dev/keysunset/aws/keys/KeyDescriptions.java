package dev.keysunset.aws.keys;

import dev.keysunset.aws.CallFailed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyFacts.Family;
import dev.keysunset.core.KeyFacts.Kind;
import dev.keysunset.core.KeyFacts.Owner;
import dev.keysunset.core.KeyFacts.Role;
import dev.keysunset.core.KeyState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;

/** Turns the KeyMetadata of DescribeKey into our words (KMS API, KeyMetadata). */
public final class KeyDescriptions {
    private static final String CALL = "kms:DescribeKey";

    private KeyDescriptions() {}

    /** @throws CallFailed if the answer lacks what every key has */
    public static KeyFacts of(KeyMetadata metadata) {
        var keyArn = arn(metadata.arn());
        var created = Optional.ofNullable(metadata.creationDate())
                .orElseThrow(() -> malformed(keyArn + " came without a CreationDate"));
        return new KeyFacts(
                keyArn,
                KeyState.ofAws(text(metadata.keyStateAsString())),
                kind(keyArn, metadata),
                created,
                Optional.ofNullable(metadata.deletionDate()),
                text(metadata.description()));
    }

    private static Kind kind(KeyArn keyArn, KeyMetadata metadata) {
        // Whoever is not told to be the customer may not be asked to disable it.
        var manager = metadata.keyManager() == KeyManagerType.CUSTOMER ? Owner.CUSTOMER : Owner.AWS;
        return new Kind(
                manager,
                text(metadata.keySpecAsString()),
                text(metadata.keyUsageAsString()),
                text(metadata.originAsString()),
                family(keyArn, metadata));
    }

    private static Family family(KeyArn keyArn, KeyMetadata metadata) {
        var configuration = Optional.ofNullable(metadata.multiRegionConfiguration());
        if (configuration.isEmpty()) {
            if (keyArn.multiRegion()) {
                throw malformed(keyArn + " came without its MultiRegionConfiguration");
            }
            return new Family(Role.SINGLE, List.of(keyArn));
        }
        var role = configuration.get().multiRegionKeyType() == MultiRegionKeyType.PRIMARY ? Role.PRIMARY : Role.REPLICA;
        return new Family(role, members(configuration.get()));
    }

    private static List<KeyArn> members(MultiRegionConfiguration configuration) {
        var members = new ArrayList<KeyArn>();
        Optional.ofNullable(configuration.primaryKey()).ifPresent(primary -> members.add(arn(primary.arn())));
        configuration.replicaKeys().forEach(replica -> members.add(arn(replica.arn())));
        return members;
    }

    private static KeyArn arn(String text) {
        return Optional.ofNullable(text)
                .flatMap(KeyArn::parse)
                .orElseThrow(() -> malformed("not the ARN of a key: " + text));
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static CallFailed malformed(String message) {
        return CallFailed.malformed(CALL, "MalformedAnswer", message);
    }
}
