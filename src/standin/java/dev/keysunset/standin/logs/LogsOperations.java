package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.logs.LogEvent.Position;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import dev.keysunset.standin.wire.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** CloudWatch Logs, as far as a reader of a trail's log group needs it. */
public final class LogsOperations {
    private static final int LARGEST_PAGE = 10_000;
    private static final double EMPTY_PAGES = 0.1;

    private final DomainClock clock;
    private final LogGroups groups;
    private final Random random;

    public LogsOperations(DomainClock clock, LogGroups groups, long seed) {
        this.clock = clock;
        this.groups = groups;
        this.random = new Random(seed);
    }

    public Map<String, Function<Call, JsonNode>> table() {
        return Map.of("FilterLogEvents", this::filterLogEvents, "DescribeLogGroups", this::describeLogGroups);
    }

    private JsonNode filterLogEvents(Call call) {
        var group = group(call);
        var pattern = FilterParser.parse(call.text("filterPattern").orElse(""));
        var earliest = time(call, "startTime", Instant.EPOCH);
        var latest = time(call, "endTime", Instant.MAX);
        var limit = limit(call);
        var from = Page.position(call, "nextToken", invalid("The specified nextToken is invalid."))
                .map(LogsOperations::position)
                .orElse(new Position(earliest, Instant.MIN, -1));
        // A page that holds nothing but a token is legal at any time, and readers must go on.
        if (random.nextDouble() < EMPTY_PAGES) {
            return page(List.of()).put("nextToken", token(call, from));
        }
        var found = group.after(from, clock.now())
                .takeWhile(event -> !event.position().timestamp().isAfter(latest))
                .filter(event -> pattern.matches(event.message()))
                .limit(limit + 1L)
                .toList();
        if (found.size() <= limit) {
            return page(found);
        }
        var shown = found.subList(0, limit);
        return page(shown).put("nextToken", token(call, shown.getLast().position()));
    }

    private JsonNode describeLogGroups(Call call) {
        var place = call.requiredPlace();
        var answer = Json.object();
        var list = answer.putArray("logGroups");
        if (groups.name().startsWith(call.text("logGroupNamePrefix").orElse(""))) {
            list.addObject()
                    .put("logGroupName", groups.name())
                    .put("arn", groups.arn(place) + ":*")
                    .put("logGroupArn", groups.arn(place))
                    .put("retentionInDays", LogGroup.RETENTION.toDays());
        }
        return answer;
    }

    private LogGroup group(Call call) {
        var place = call.requiredPlace();
        var name = call.text("logGroupName")
                .or(() -> call.text("logGroupIdentifier"))
                .orElseThrow(() -> invalid("A logGroupName or a logGroupIdentifier is required."));
        if (!name.equals(groups.name()) && !name.equals(groups.arn(place))) {
            throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
        }
        return groups.of(place);
    }

    private static ObjectNode page(List<LogEvent> events) {
        var answer = Json.object();
        var list = answer.putArray("events");
        events.forEach(event -> list.addObject()
                .put(
                        "logStreamName",
                        event.message().path("recipientAccountId").asText() + "_CloudTrail_"
                                + event.message().path("awsRegion").asText())
                .put("timestamp", event.position().timestamp().toEpochMilli())
                .put("message", Json.write(event.message()))
                .put("ingestionTime", event.position().ingestion().toEpochMilli())
                .put("eventId", "3879%052d".formatted(event.position().order())));
        answer.putArray("searchedLogStreams");
        return answer;
    }

    private static int limit(Call call) {
        var limit = call.parameters().path("limit").asInt(LARGEST_PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw invalid("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and 10000");
        }
        return limit;
    }

    private static Instant time(Call call, String member, Instant absent) {
        var value = call.parameters().path(member);
        return value.isNumber() ? Instant.ofEpochMilli(value.asLong()) : absent;
    }

    private static String token(Call call, Position position) {
        return Page.token(
                call, "nextToken", millis(position.timestamp()), millis(position.ingestion()), position.order());
    }

    private static long millis(Instant instant) {
        return instant.equals(Instant.MIN) ? Long.MIN_VALUE : instant.toEpochMilli();
    }

    private static Position position(List<Long> parts) {
        var ingestion = parts.get(1) == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(parts.get(1));
        return new Position(Instant.ofEpochMilli(parts.get(0)), ingestion, parts.get(2));
    }

    private static AwsError invalid(String text) {
        return new AwsError("InvalidParameterException", text);
    }
}
