package dev.keysunset.standin.logs;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A call to CloudWatch Logs: reads its parameters, and refuses in the words of that service. */
record LogsCall(Call call, LogGroups groups) {
    static AwsError invalid(String text) {
        return new AwsError("InvalidParameterException", text);
    }

    Place place() {
        return call.requiredPlace();
    }

    Optional<String> text(String member) {
        return call.text(member);
    }

    String required(String member) {
        return text(member)
                .orElseThrow(() -> invalid("1 validation error detected: Value null at '" + member
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    boolean flag(String member, boolean absent) {
        return call.parameters().path(member).asBoolean(absent);
    }

    Optional<Instant> time(String member) {
        var value = call.parameters().path(member);
        return value.isNumber() ? Optional.of(Instant.ofEpochMilli(value.asLong())) : Optional.empty();
    }

    /** A {@code limit}; the standard is the most there is. */
    int limit(int most) {
        var limit = call.parameters().path("limit").asInt(most);
        if (limit < 1 || limit > most) {
            throw invalid("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value "
                    + (limit < 1 ? "greater than or equal to 1" : "less than or equal to " + most));
        }
        return limit;
    }

    /** The group under {@code logGroupName} or, by name or ARN, {@code logGroupIdentifier}: exactly one must be there. */
    LogGroup group() {
        var name = text("logGroupName");
        var identifier = text("logGroupIdentifier");
        if (name.isPresent() == identifier.isPresent()) {
            throw invalid("Exactly one of logGroupName and logGroupIdentifier must be specified.");
        }
        return name.flatMap(this::named)
                .or(() -> identifier.flatMap(this::identified))
                .orElseThrow(LogsCall::noGroup);
    }

    static AwsError noGroup() {
        return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }

    Optional<LogGroup> named(String name) {
        return groups.find(place(), name);
    }

    /** Groups of other accounts are not linked to this one. */
    private Optional<LogGroup> identified(String identifier) {
        return identifier.startsWith("arn:")
                ? groups.find(identifier).filter(group -> group.arn().contains(":" + place().account() + ":"))
                : named(identifier);
    }

    Optional<List<Long>> token() {
        return Page.position(call, "nextToken", invalid("The specified nextToken is invalid."));
    }

    String token(long... position) {
        return Page.token(call, "nextToken", position);
    }
}
