package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes, describes and changes log groups. */
final class LogGroupOperations {
    private static final int LARGEST_PAGE = 50;
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    /** Amazon CloudWatch Logs API Reference, "PutRetentionPolicy". */
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogGroups groups;

    LogGroupOperations(LogGroups groups) {
        this.groups = groups;
    }

    List<Operation> all() {
        return List.of(
                Operation.reading("DescribeLogGroups", this::describe),
                Operation.writing("CreateLogGroup", this::create),
                Operation.writing("DeleteLogGroup", this::delete),
                Operation.writing("PutRetentionPolicy", this::retain),
                Operation.writing("DeleteRetentionPolicy", this::retainForEver),
                Operation.writing("AssociateKmsKey", this::associate),
                Operation.writing("DisassociateKmsKey", this::disassociate));
    }

    private JsonNode describe(Call call) {
        var asked = new LogsCall(call, groups);
        var prefix = asked.text("logGroupNamePrefix");
        var part = asked.text("logGroupNamePattern");
        if (prefix.isPresent() && part.isPresent()) {
            throw LogsCall.invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        var limit = asked.limit(LARGEST_PAGE);
        var skipped = asked.token().map(List::getFirst).orElse(0L);
        var found = groups.all(asked.place()).stream()
                .filter(group -> group.name().startsWith(prefix.orElse(""))
                        && group.name().contains(part.orElse("")))
                .skip(skipped)
                .limit(limit + 1L)
                .toList();
        var answer = Json.object();
        var list = answer.putArray("logGroups");
        found.stream().limit(limit).forEach(group -> list.add(group.described()));
        if (found.size() > limit) {
            answer.put("nextToken", asked.token(skipped + limit));
        }
        return answer;
    }

    private Answer create(Call call) {
        var asked = new LogsCall(call, groups);
        var name = asked.required("logGroupName");
        if (!NAME.matcher(name).matches()) {
            throw LogsCall.invalid("1 validation error detected: Value '" + name
                    + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
        groups.create(asked.place(), name).encryptWith(asked.text("kmsKeyId"));
        return Answer.done();
    }

    private Answer delete(Call call) {
        var asked = new LogsCall(call, groups);
        groups.delete(asked.place(), asked.group());
        return Answer.done();
    }

    private Answer retain(Call call) {
        var asked = new LogsCall(call, groups);
        var days = call.parameters().path("retentionInDays").asInt();
        if (!RETENTIONS.contains(days)) {
            throw LogsCall.invalid("1 validation error detected: Value '" + days
                    + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
                    + RETENTIONS.stream().sorted().toList());
        }
        asked.group().retain(Optional.of(days));
        return Answer.done();
    }

    private Answer retainForEver(Call call) {
        new LogsCall(call, groups).group().retain(Optional.empty());
        return Answer.done();
    }

    private Answer associate(Call call) {
        var asked = new LogsCall(call, groups);
        var keyId = asked.required("kmsKeyId");
        var group = groupOfResource(asked);
        if (groups.whyUnusable(keyId).isPresent()) {
            throw LogsCall.invalid("The specified KMS Key Id could not be found or is disabled.");
        }
        group.encryptWith(Optional.of(keyId));
        return Answer.done();
    }

    private Answer disassociate(Call call) {
        groupOfResource(new LogsCall(call, groups)).encryptWith(Optional.empty());
        return Answer.done();
    }

    /** These two name the group by {@code logGroupName} or by its ARN under {@code resourceIdentifier}. */
    private LogGroup groupOfResource(LogsCall asked) {
        return asked.text("resourceIdentifier")
                .map(arn -> groups.find(arn).orElseThrow(LogsCall::noGroup))
                .orElseGet(asked::group);
    }
}
