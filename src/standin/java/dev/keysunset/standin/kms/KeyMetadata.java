package dev.keysunset.standin.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.key.Custody;
import dev.keysunset.standin.key.Family;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeySpec;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.KeyUsage;
import dev.keysunset.standin.key.Origin;
import dev.keysunset.standin.key.Standing;
import dev.keysunset.standin.wire.Json;
import java.util.List;

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
                .put("MultiRegion", key.family().isPresent());
        key.deletionDate().ifPresent(date -> metadata.put("DeletionDate", Json.timestamp(date)));
        if (key.state() == KeyState.PENDING_REPLICA_DELETION) {
            key.pendingWindowInDays().ifPresent(days -> metadata.put("PendingDeletionWindowInDays", days));
        }
        material(metadata, key);
        key.custody().ifPresent(custody -> custody(metadata, custody));
        spec(metadata, blueprint.spec());
        algorithms(metadata, blueprint.usage(), key);
        key.family().ifPresent(family -> multiRegion(metadata, key, family));
        return metadata;
    }

    private static void material(ObjectNode metadata, Key key) {
        var imported = key.blueprint().origin() == Origin.EXTERNAL;
        if (imported && key.state() != KeyState.PENDING_IMPORT) {
            var validTo = key.imports().firstValidTo();
            metadata.put(
                    "ExpirationModel", validTo.isPresent() ? "KEY_MATERIAL_EXPIRES" : "KEY_MATERIAL_DOES_NOT_EXPIRE");
            validTo.ifPresent(instant -> metadata.put("ValidTo", Json.timestamp(instant)));
        }
        var ofKms = imported || key.blueprint().origin() == Origin.AWS_KMS;
        if (ofKms
                && key.blueprint().spec() == KeySpec.SYMMETRIC_DEFAULT
                && !key.material().isEmpty()) {
            metadata.put("CurrentKeyMaterialId", key.material().current().id());
        }
    }

    private static void custody(ObjectNode metadata, Custody custody) {
        metadata.put("CustomKeyStoreId", custody.customKeyStoreId());
        custody.clusterId().ifPresent(id -> metadata.put("CloudHsmClusterId", id));
        custody.xksKeyId()
                .ifPresent(id -> metadata.putObject("XksKeyConfiguration").put("Id", id));
    }

    /** Under the deprecated name, too, even specs that are younger than that and unknown to the SDK's type for it. */
    static void spec(ObjectNode answer, KeySpec spec) {
        answer.put("CustomerMasterKeySpec", spec.name()).put("KeySpec", spec.name());
    }

    /** As the key was when it stood differently. */
    static ObjectNode of(Key key, Standing former) {
        var metadata = of(key).put("Enabled", former.state() == KeyState.ENABLED)
                .put("KeyState", former.state().awsName());
        metadata.remove(List.of("DeletionDate", "PendingDeletionWindowInDays"));
        former.deletionDate().ifPresent(date -> metadata.put("DeletionDate", Json.timestamp(date)));
        if (former.state() == KeyState.PENDING_REPLICA_DELETION) {
            former.pendingWindowInDays().ifPresent(days -> metadata.put("PendingDeletionWindowInDays", days));
        }
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
