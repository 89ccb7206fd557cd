package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon EFS API Reference, "DescribeFileSystems". */
public final class FileSystemOperations {
    private static final Slice PAGES =
            new Slice(new Slice.Size("MaxItems", 1, 100), new Slice.Token("Marker", "NextMarker"), "BadRequest");

    private final Holdings holdings;

    public FileSystemOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("DescribeFileSystems", this::describeFileSystems));
    }

    private JsonNode describeFileSystems(Call call) {
        return PAGES.of(
                call,
                "FileSystems",
                holdings.all(call.requiredPlace(), HoldingType.FILE_SYSTEM),
                FileSystemOperations::fileSystem);
    }

    private static ObjectNode fileSystem(Holding held) {
        var place = held.place();
        var fileSystem = Json.object()
                .put("OwnerId", place.account())
                .put("CreationToken", held.name())
                .put("FileSystemId", held.name())
                .put(
                        "FileSystemArn",
                        "arn:aws:elasticfilesystem:" + place.region() + ":" + place.account() + ":file-system/"
                                + held.name())
                .put("CreationTime", Json.timestamp(held.created()))
                .put("LifeCycleState", held.status())
                .put("NumberOfMountTargets", 1)
                .put("PerformanceMode", "generalPurpose")
                .put("Encrypted", !held.key().isEmpty());
        if (!held.key().isEmpty()) {
            fileSystem.put("KmsKeyId", held.key());
        }
        fileSystem.putObject("SizeInBytes").put("Value", 6144);
        fileSystem.putArray("Tags");
        return fileSystem;
    }
}
