package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon RDS API Reference, "DescribeDBInstances" and "DescribeDBClusters". */
public final class RdsOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxRecords", 20, 100), new Slice.Token("Marker", "Marker"), "InvalidParameterValue");

    private final Holdings holdings;

    public RdsOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(
                Operation.reading("DescribeDBInstances", this::describeInstances),
                Operation.reading("DescribeDBClusters", this::describeClusters));
    }

    private JsonNode describeInstances(Call call) {
        return PAGES.of(
                call,
                "DBInstances",
                holdings.all(call.requiredPlace(), HoldingType.DB_INSTANCE),
                RdsOperations::instance);
    }

    private JsonNode describeClusters(Call call) {
        return PAGES.of(
                call, "DBClusters", holdings.all(call.requiredPlace(), HoldingType.DB_CLUSTER), RdsOperations::cluster);
    }

    private static ObjectNode instance(Holding held) {
        return Json.object()
                .put("DBInstanceIdentifier", held.name())
                .put("DBInstanceClass", "db.r6g.large")
                .put("Engine", "postgres")
                .put("DBInstanceStatus", held.status())
                .put("AllocatedStorage", 100)
                .put("InstanceCreateTime", held.created().toString())
                .put("StorageEncrypted", true)
                .put("KmsKeyId", held.key())
                .put("DBInstanceArn", arn(held, "db"));
    }

    private static ObjectNode cluster(Holding held) {
        return Json.object()
                .put("DBClusterIdentifier", held.name())
                .put("Engine", "aurora-postgresql")
                .put("Status", held.status())
                .put("ClusterCreateTime", held.created().toString())
                .put("StorageEncrypted", true)
                .put("KmsKeyId", held.key())
                .put("DBClusterArn", arn(held, "cluster"));
    }

    private static String arn(Holding held, String kind) {
        return String.join(
                ":", "arn:aws:rds", held.place().region(), held.place().account(), kind, held.name());
    }
}
