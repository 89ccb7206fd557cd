package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** Amazon DynamoDB API Reference, "ListTables" and "DescribeTable". */
public final class DynamoDbOperations {
    private static final int MOST = 100;

    private final Holdings holdings;

    public DynamoDbOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(
                Operation.reading("ListTables", this::listTables),
                Operation.reading("DescribeTable", this::describeTable));
    }

    private JsonNode listTables(Call call) {
        var limit = call.parameters().path("Limit").asInt(MOST);
        if (limit < 1 || limit > MOST) {
            throw AwsError.validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value "
                    + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + MOST));
        }
        var rest = holdings.after(
                call.requiredPlace(),
                HoldingType.TABLE,
                call.text("ExclusiveStartTableName").orElse(""));
        var answer = Json.object();
        var names = answer.putArray("TableNames");
        rest.stream().limit(limit).map(Holding::name).forEach(names::add);
        if (rest.size() > limit) {
            answer.put("LastEvaluatedTableName", names.get(limit - 1).asText());
        }
        return answer;
    }

    private JsonNode describeTable(Call call) {
        var name = call.requiredText("TableName");
        var held = holdings.find(call.requiredPlace(), HoldingType.TABLE, name)
                .orElseThrow(() -> new AwsError(
                        "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found"));
        var place = held.place();
        var answer = Json.object();
        answer.putObject("Table")
                .put("TableName", name)
                .put("TableArn", "arn:aws:dynamodb:" + place.region() + ":" + place.account() + ":table/" + name)
                .put("TableStatus", held.status())
                .put("CreationDateTime", Json.timestamp(held.created()))
                .put("ItemCount", 0)
                .put("TableSizeBytes", 0)
                .putObject("SSEDescription")
                .put("Status", "ENABLED")
                .put("SSEType", "KMS")
                .put("KMSMasterKeyArn", held.key());
        return answer;
    }
}
