package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon ECR API Reference, "DescribeRepositories". */
public final class RepositoriesOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("maxResults", 1, 1000),
            new Slice.Token("nextToken", "nextToken"),
            "InvalidParameterException");

    private final Holdings holdings;

    public RepositoriesOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("DescribeRepositories", this::describeRepositories));
    }

    private JsonNode describeRepositories(Call call) {
        return PAGES.of(
                call,
                "repositories",
                holdings.all(call.requiredPlace(), HoldingType.REPOSITORY),
                RepositoriesOperations::repository);
    }

    private static ObjectNode repository(Holding held) {
        var place = held.place();
        var repository = Json.object()
                .put(
                        "repositoryArn",
                        "arn:aws:ecr:" + place.region() + ":" + place.account() + ":repository/" + held.name())
                .put("registryId", place.account())
                .put("repositoryName", held.name())
                .put("createdAt", Json.timestamp(held.created()));
        repository
                .putObject("encryptionConfiguration")
                .put("encryptionType", "KMS")
                .put("kmsKey", held.key());
        return repository;
    }
}
