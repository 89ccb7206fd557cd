package dev.keysunset.standin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.wire.Json;
import java.util.Collection;
import java.util.List;

/** Configuration items as queries show them: each kind has its own properties. */
final class Item {
    static final List<HoldingType> TYPES =
            List.of(HoldingType.STREAM, HoldingType.KAFKA_CLUSTER, HoldingType.KUBERNETES_CLUSTER);

    private Item() {}

    /** What was selected of it. */
    static ObjectNode of(Holding held, Collection<String> selected) {
        var all = Json.object()
                .put("resourceType", held.type().awsName())
                .put("resourceId", held.name())
                .put("arn", arn(held));
        all.set("configuration", configuration(held));
        var item = Json.object();
        selected.forEach(property -> copy(List.of(property.split("\\.", -1)), all, item));
        return item;
    }

    private static String arn(Holding held) {
        var place = held.place();
        var service = switch (held.type()) {
            case STREAM -> "kinesis";
            case KAFKA_CLUSTER -> "kafka";
            default -> "eks";
        };
        var kind = held.type() == HoldingType.STREAM ? "stream/" : "cluster/";
        return String.join(":", "arn:aws", service, place.region(), place.account(), kind + held.name());
    }

    private static JsonNode configuration(Holding held) {
        var configuration = Json.object().put("Name", held.name());
        switch (held.type()) {
            case STREAM ->
                configuration
                        .putObject("StreamEncryption")
                        .put("EncryptionType", "KMS")
                        .put("KeyId", held.key());
            case KAFKA_CLUSTER ->
                configuration
                        .putObject("EncryptionInfo")
                        .putObject("EncryptionAtRest")
                        .put("DataVolumeKMSKeyId", held.key());
            default ->
                configuration
                        .putArray("EncryptionConfig")
                        .addObject()
                        .putObject("Provider")
                        .put("KeyArn", held.key());
        }
        return configuration;
    }

    /** A property behind a list is that of each of its elements. */
    private static void copy(List<String> path, JsonNode from, ObjectNode to) {
        var member = path.getFirst();
        var value = from.path(member);
        var rest = path.subList(1, path.size());
        if (value.isMissingNode()) {
            return;
        }
        if (rest.isEmpty()) {
            to.set(member, value);
        } else if (value.isArray()) {
            var list = to.putArray(member);
            value.forEach(element -> copy(rest, element, list.addObject()));
        } else {
            copy(rest, value, to.withObjectProperty(member));
        }
    }
}
