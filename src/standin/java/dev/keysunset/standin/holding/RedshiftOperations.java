package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon Redshift API Reference, "DescribeClusters". */
public final class RedshiftOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxRecords", 20, 100), new Slice.Token("Marker", "Marker"), "InvalidParameterValue");

    private final Holdings holdings;

    public RedshiftOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("DescribeClusters", this::describeClusters));
    }

    private JsonNode describeClusters(Call call) {
        return PAGES.of(
                call,
                "Clusters",
                holdings.all(call.requiredPlace(), HoldingType.REDSHIFT_CLUSTER),
                RedshiftOperations::cluster);
    }

    private static ObjectNode cluster(Holding held) {
        return Json.object()
                .put("ClusterIdentifier", held.name())
                .put("NodeType", "ra3.xlplus")
                .put("ClusterStatus", held.status())
                .put("ClusterCreateTime", held.created().toString())
                .put("Encrypted", true)
                .put("KmsKeyId", held.key());
    }
}
