package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** AWS Lambda API Reference, "ListFunctions": fifty on a page at the most, however many are asked for. */
public final class LambdaOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("MaxItems", 1, 50),
            new Slice.Token("Marker", "NextMarker"),
            "InvalidParameterValueException");

    private final Holdings holdings;

    public LambdaOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("ListFunctions", this::listFunctions));
    }

    private JsonNode listFunctions(Call call) {
        if (call.parameters().path("MaxItems").asInt() > PAGES.size().most()) {
            call.parameters().put("MaxItems", PAGES.size().most());
        }
        return PAGES.of(
                call,
                "Functions",
                holdings.all(call.requiredPlace(), HoldingType.FUNCTION),
                LambdaOperations::function);
    }

    private static ObjectNode function(Holding held) {
        var place = held.place();
        return Json.object()
                .put("FunctionName", held.name())
                .put(
                        "FunctionArn",
                        "arn:aws:lambda:" + place.region() + ":" + place.account() + ":function:" + held.name())
                .put("Runtime", "java21")
                .put("Role", "arn:aws:iam::" + place.account() + ":role/" + held.name())
                .put("KMSKeyArn", held.key());
    }
}
