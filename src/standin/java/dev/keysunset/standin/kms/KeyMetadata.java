package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Family;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.wire.Json;

/** The KeyMetadata of DescribeKey and CreateKey. AWS KMS API Reference, "KeyMetadata". */
final class KeyMetadata {
    private KeyMetadata() {}

    static ObjectNode of(Key key) {
        var blueprint = key.blueprint();
        var metadata = Json.object()
                .put("AWSAccountId", key.arn().account())
                .put("KeyId", key.arn().id())
                .put("Arn", key.arn().toString())
                .put("CreationDate", Json.timestamp(blueprint.created()))
                .put("Enabled", key.state() == KeyState.ENABLED)
                .put("Description", key.description())
                .put("KeyUsage", blueprint.usage().name())
                .put("KeyState", key.state().awsName())
                .put("Origin", blueprint.origin().name())
                .put("KeyManager", blueprint.manager().name())
                .put("CustomerMasterKeySpec", blueprint.spec().name())
                .put("KeySpec", blueprint.spec().name())
                .put("MultiRegion", key.family().isPresent());
        key.deletionDate().ifPresent(date -> metadata.put("DeletionDate", Json.timestamp(date)));
        if (key.state() == KeyState.PENDING_REPLICA_DELETION) {
            key.pendingWindowInDays().ifPresent(days -> metadata.put("PendingDeletionWindowInDays", days));
        }
        if (blueprint.origin() == Origin.EXTERNAL && key.state() != KeyState.PENDING_IMPORT) {
            metadata.put(
                    "ExpirationModel",
                    blueprint.validTo().isPresent() ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE");
            blueprint.validTo().ifPresent(validTo -> metadata.put("ValidTo", Json.timestamp(validTo)));
        }
        algorithms(metadata, blueprint.usage(), key);
        key.family().ifPresent(family -> multiRegion(metadata, key, family));
        return metadata;
    }

    static void algorithms(ObjectNode metadata, KeyUsage usage, Key key) {
        var list = metadata.putArray(usage.algorithmsMember());
        key.blueprint().spec().algorithms(usage).forEach(list::add);
    }

    private static void multiRegion(ObjectNode metadata, Key key, Family family) {
        var configuration = metadata.putObject("MultiRegionConfiguration");
        configuration.put("MultiRegionKeyType", family.primary().equals(key.arn()) ? "PRIMARY" : "REPLICA");
        configuration.set("PrimaryKey", member(family.primary()));
        var replicas = configuration.putArray("ReplicaKeys");
        family.replicas().forEach(replica -> replicas.add(member(replica)));
    }

    private static ObjectNode member(KeyArn arn) {
        return Json.object().put("Arn", arn.toString()).put("Region", arn.region());
    }
}
