package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon EC2 API Reference, "DescribeVolumes" and "DescribeSnapshots". Every volume here is encrypted. */
public final class Ec2Operations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxResults", 5, 1000), new Slice.Token("NextToken", "nextToken"), "InvalidParameterValue");
    private static final String ENCRYPTED = "encrypted";

    private final Holdings holdings;

    public Ec2Operations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(
                Operation.reading("DescribeVolumes", this::describeVolumes),
                Operation.reading("DescribeSnapshots", this::describeSnapshots));
    }

    private JsonNode describeVolumes(Call call) {
        var all = encrypted(call) ? holdings.all(call.requiredPlace(), HoldingType.VOLUME) : List.<Holding>of();
        return PAGES.of(call, "volumeSet", all, Ec2Operations::volume);
    }

    private JsonNode describeSnapshots(Call call) {
        var all = encrypted(call) ? holdings.all(call.requiredPlace(), HoldingType.SNAPSHOT) : List.<Holding>of();
        return PAGES.of(call, "snapshotSet", all, Ec2Operations::snapshot);
    }

    /** What the filter asks for; AWS knows dozens more. */
    private static boolean encrypted(Call call) {
        var filters = call.parameters().path("Filter");
        for (var name : (Iterable<String>) filters::fieldNames) {
            if (!name.equals(ENCRYPTED)) {
                throw new AwsError("InvalidParameterValue", "The filter '" + name + "' is invalid");
            }
        }
        return filters.path(ENCRYPTED).path(0).asBoolean(true);
    }

    private static ObjectNode volume(Holding held) {
        var volume = Json.object();
        var attachments = volume.putArray("attachmentSet");
        if (held.status().equals("in-use")) {
            attachments
                    .addObject()
                    .put("attachTime", held.created().toString())
                    .put("deleteOnTermination", false)
                    .put("device", "/dev/sdf")
                    .put("instanceId", held.name().replaceFirst("^vol-", "i-"))
                    .put("status", "attached")
                    .put("volumeId", held.name());
        }
        return volume.put("availabilityZone", held.place().region() + "a")
                .put("createTime", held.created().toString())
                .put(ENCRYPTED, true)
                .put("kmsKeyId", held.key())
                .put("size", 100)
                .put("snapshotId", "")
                .put("status", held.status())
                .put("volumeId", held.name())
                .put("volumeType", "gp3");
    }

    private static ObjectNode snapshot(Holding held) {
        return Json.object()
                .put("description", "")
                .put(ENCRYPTED, true)
                .put("kmsKeyId", held.key())
                .put("ownerId", held.place().account())
                .put("progress", "100%")
                .put("snapshotId", held.name())
                .put("startTime", held.created().toString())
                .put("status", held.status())
                .put("volumeId", held.name().replaceFirst("^snap-", "vol-"))
                .put("volumeSize", 100);
    }
}
