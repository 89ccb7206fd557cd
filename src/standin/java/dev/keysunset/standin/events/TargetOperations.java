package dev.keysunset.standin.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.queue.QueueArn;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Targets as calls. Whether the queue exists and lets EventBridge in is not looked at here, as in AWS: that shows when
 * events come.
 */
final class TargetOperations {
    /** Amazon EventBridge User Guide, "Amazon EventBridge quotas". */
    private static final int MOST_TARGETS = 5;

    private final Buses buses;

    TargetOperations(Buses buses) {
        this.buses = buses;
    }

    List<Operation> all() {
        return List.of(
                Operation.writing("PutTargets", this::putTargets),
                Operation.writing("RemoveTargets", this::removeTargets),
                Operation.reading("ListTargetsByRule", this::listTargetsByRule));
    }

    private Answer putTargets(Call call) {
        var rule = rule(call);
        var targets = new ArrayList<Target>();
        call.parameters().path("Targets").forEach(target -> targets.add(target(call, target)));
        if (targets.isEmpty()) {
            throw AwsError.validation(
                    "1 validation error detected: Value '[]' at 'targets' failed to satisfy constraint:"
                            + " Member must have length greater than or equal to 1");
        }
        var ids = new HashSet<String>();
        rule.targets().forEach(target -> ids.add(target.id()));
        targets.forEach(target -> ids.add(target.id()));
        if (ids.size() > MOST_TARGETS) {
            throw new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
        }
        targets.forEach(rule::put);
        return Answer.told(nothingFailed());
    }

    private static Target target(Call call, JsonNode json) {
        var id = json.path("Id").asText();
        var arn = json.path("Arn").asText();
        if (!id.matches("[.\\-_A-Za-z0-9]{1,64}")) {
            throw AwsError.validation("1 validation error detected: Value '" + id
                    + "' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\.\\-_A-Za-z0-9]+");
        }
        var queue = QueueArn.parse(arn)
                .orElseThrow(() -> AwsError.validation(
                        "Provided Arn is not in correct format: " + arn + " for target " + id + "."));
        if (!queue.place().region().equals(call.region())) {
            throw AwsError.validation(
                    "Parameter(s) TargetArn not valid. Reason: Provided Arn is in a different Region.");
        }
        return new Target(queue, json.deepCopy());
    }

    private Answer removeTargets(Call call) {
        var rule = rule(call);
        var answer = nothingFailed();
        call.parameters().path("Ids").forEach(id -> {
            if (!rule.remove(id.asText())) {
                answer.put("FailedEntryCount", answer.path("FailedEntryCount").asInt() + 1);
                answer.withArray("/FailedEntries")
                        .addObject()
                        .put("TargetId", id.asText())
                        .put("ErrorCode", "ResourceNotFoundException")
                        .put(
                                "ErrorMessage",
                                "Rule " + rule.name() + " does not have a target with the Id " + id.asText() + ".");
            }
        });
        return Answer.told(answer);
    }

    private ObjectNode listTargetsByRule(Call call) {
        return Listing.of(
                call, "Targets", rule(call).targets().stream().map(Target::json).toList());
    }

    private Rule rule(Call call) {
        return buses.of(call, "EventBusName").rule(call.requiredText("Rule"));
    }

    private static ObjectNode nothingFailed() {
        var answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }
}
