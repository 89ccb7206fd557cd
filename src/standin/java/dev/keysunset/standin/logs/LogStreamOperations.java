package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.Comparator;
import java.util.List;

/** Makes, describes and fills log streams: whoever may call PutLogEvents can also forge what a trail delivers. */
final class LogStreamOperations {
    private static final int LARGEST_PAGE = 50;

    private final DomainClock clock;
    private final LogGroups groups;

    LogStreamOperations(DomainClock clock, LogGroups groups) {
        this.clock = clock;
        this.groups = groups;
    }

    List<Operation> all() {
        return List.of(
                Operation.reading("DescribeLogStreams", this::describe),
                Operation.writing("CreateLogStream", this::create),
                Operation.onData("PutLogEvents", this::put));
    }

    private JsonNode describe(Call call) {
        var asked = new LogsCall(call, groups);
        var limit = asked.limit(LARGEST_PAGE);
        var skipped = asked.token().map(List::getFirst).orElse(0L);
        var found = asked.group().streams().stream()
                .filter(stream -> stream.name()
                        .startsWith(asked.text("logStreamNamePrefix").orElse("")))
                .sorted(order(asked))
                .skip(skipped)
                .limit(limit + 1L)
                .toList();
        var answer = Json.object();
        var list = answer.putArray("logStreams");
        found.stream().limit(limit).forEach(stream -> list.add(stream.described()));
        if (found.size() > limit) {
            answer.put("nextToken", asked.token(skipped + limit));
        }
        return answer;
    }

    private static Comparator<LogStream> order(LogsCall asked) {
        var byTime = asked.text("orderBy").filter("LastEventTime"::equals).isPresent();
        if (byTime && asked.text("logStreamNamePrefix").isPresent()) {
            throw LogsCall.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        var order = byTime ? Comparator.comparingLong(LogStream::lastEvent) : Comparator.comparing(LogStream::name);
        return asked.flag("descending", false) ? order.reversed() : order;
    }

    private Answer create(Call call) {
        var asked = new LogsCall(call, groups);
        var group = asked.group();
        var name = asked.required("logStreamName");
        if (group.stream(name).isPresent()) {
            throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        group.addStream(new LogStream(name, group.arn(), clock.now()));
        return Answer.done();
    }

    private Answer put(Call call) {
        var asked = new LogsCall(call, groups);
        var group = asked.group();
        var stream = group.stream(asked.required("logStreamName"))
                .orElseThrow(
                        () -> new AwsError("ResourceNotFoundException", "The specified log stream does not exist."));
        var lines = new InputLines(call.parameters().path("logEvents"), clock.now());
        lines.accepted().forEach(line -> group.add(stream.name(), line.timestamp(), clock.now(), line.message()));
        var answer = Json.object()
                .put("nextSequenceToken", "49%054d".formatted(clock.now().toEpochMilli()));
        lines.rejected().ifPresent(info -> answer.set("rejectedLogEventsInfo", info));
        return Answer.read(answer);
    }
}
