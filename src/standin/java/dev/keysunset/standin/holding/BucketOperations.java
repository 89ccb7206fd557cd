package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon S3 API Reference, "ListBuckets" (those of the Region that is called) and "GetBucketEncryption". */
public final class BucketOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("max-buckets", 1, 10_000),
            new Slice.Token("continuation-token", "ContinuationToken"),
            "InvalidArgument");

    private final Holdings holdings;

    public BucketOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(
                Operation.reading("ListBuckets", this::listBuckets),
                Operation.reading("GetBucketEncryption", this::getBucketEncryption));
    }

    private JsonNode listBuckets(Call call) {
        var place = call.requiredPlace();
        if (!call.text("bucket-region").map(place.region()::equals).orElse(true)) {
            throw new AwsError("InvalidArgument", "Argument value bucket-region is not the Region that is called", 400);
        }
        return PAGES.of(call, "Buckets", holdings.all(place, HoldingType.BUCKET), BucketOperations::bucket);
    }

    private JsonNode getBucketEncryption(Call call) {
        var bucket = holdings.find(call.requiredPlace(), HoldingType.BUCKET, call.requiredText("Bucket"))
                .orElseThrow(() -> new AwsError("NoSuchBucket", "The specified bucket does not exist", 404));
        var standard = Json.object();
        if (bucket.key().isEmpty()) {
            standard.put("SSEAlgorithm", "AES256");
        } else {
            standard.put("SSEAlgorithm", "aws:kms").put("KMSMasterKeyID", bucket.key());
        }
        var rule = Json.object();
        rule.set("ApplyServerSideEncryptionByDefault", standard);
        return Json.object().set("Rule", rule.put("BucketKeyEnabled", true));
    }

    private static ObjectNode bucket(Holding held) {
        return Json.object()
                .put("Name", held.name())
                .put("CreationDate", held.created().toString())
                .put("BucketRegion", held.place().region());
    }
}
