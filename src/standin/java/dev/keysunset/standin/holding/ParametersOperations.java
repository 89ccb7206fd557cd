package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** AWS Systems Manager API Reference, "DescribeParameters". Every parameter here is a SecureString. */
public final class ParametersOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxResults", 1, 50), new Slice.Token("NextToken", "NextToken"), "InvalidNextToken");

    private final Holdings holdings;

    public ParametersOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("DescribeParameters", this::describeParameters));
    }

    private JsonNode describeParameters(Call call) {
        var secure = true;
        for (var filter : call.parameters().path("ParameterFilters")) {
            if (!filter.path("Key").asText().equals("Type")) {
                throw new AwsError("InvalidFilterKey", "The filter key is not known here: " + filter.path("Key"));
            }
            secure &= filter.path("Values").toString().contains("\"SecureString\"");
        }
        var all = secure ? holdings.all(call.requiredPlace(), HoldingType.PARAMETER) : List.<Holding>of();
        return PAGES.of(call, "Parameters", all, ParametersOperations::parameter);
    }

    private static ObjectNode parameter(Holding held) {
        return Json.object()
                .put("Name", held.name())
                .put("Type", "SecureString")
                .put("KeyId", held.key())
                .put("LastModifiedDate", Json.timestamp(held.created()))
                .put("Version", 1)
                .put("Tier", "Standard");
    }
}
