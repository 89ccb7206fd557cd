package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** AWS Secrets Manager API Reference, "ListSecrets". */
public final class SecretsOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxResults", 1, 100),
            new Slice.Token("NextToken", "NextToken"),
            "InvalidNextTokenException");

    private final Holdings holdings;

    public SecretsOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("ListSecrets", this::listSecrets));
    }

    private JsonNode listSecrets(Call call) {
        return PAGES.of(
                call, "SecretList", holdings.all(call.requiredPlace(), HoldingType.SECRET), SecretsOperations::secret);
    }

    /** AWS adds six characters of its own to the name in the ARN. */
    private static ObjectNode secret(Holding held) {
        var place = held.place();
        return Json.object()
                .put(
                        "ARN",
                        "arn:aws:secretsmanager:" + place.region() + ":" + place.account() + ":secret:" + held.name()
                                + "-AbCdEf")
                .put("Name", held.name())
                .put("KmsKeyId", held.key())
                .put("CreatedDate", Json.timestamp(held.created()));
    }
}
