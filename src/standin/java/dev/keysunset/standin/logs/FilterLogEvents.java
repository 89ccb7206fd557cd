package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.logs.LogEvent.Position;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * FilterLogEvents: the events of a group in the order of their timestamps, in pages that may be short or even empty
 * while there is more. Amazon CloudWatch Logs API Reference, "FilterLogEvents".
 */
final class FilterLogEvents {
    private static final int LARGEST_PAGE = 10_000;
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final Duration TOKENS_LAST = Duration.ofHours(24);

    private final DomainClock clock;
    private final Settings settings;
    private final LogGroups groups;
    private final RandomGenerator random;

    FilterLogEvents(Ground ground, LogGroups groups) {
        this.clock = ground.clock();
        this.settings = ground.settings();
        this.groups = groups;
        this.random = ground.chance().of("empty pages");
    }

    JsonNode answer(Call call) {
        var asked = new LogsCall(call, groups);
        var group = asked.group();
        var range = range(asked);
        var streams = StreamFilter.of(asked);
        var pattern = FilterParser.parse(asked.text("filterPattern").orElse(""));
        var limit = asked.limit(LARGEST_PAGE);
        if (isHidden(group)) {
            return page(List.of());
        }
        // A page that holds nothing but a token is legal at any time, and readers must go on.
        if (random.nextDouble() < settings.get(LogsBehaviour.EMPTY_PAGES)) {
            return page(List.of()).put("nextToken", token(asked, range.start()));
        }
        var candidates = range.events(group, clock.now())
                .filter(event -> streams.test(event.stream()) && pattern.matches(new LogLine(event.message())))
                .iterator();
        var found = new ArrayList<LogEvent>();
        var answerIsWhole = fill(found, candidates, limit);
        var answer = page(found);
        return answerIsWhole
                ? answer
                : answer.put("nextToken", token(asked, found.getLast().position()));
    }

    /** Takes as many as a page holds, one at least; true if none is left. */
    private static boolean fill(List<LogEvent> page, Iterator<LogEvent> candidates, int limit) {
        var bytes = 0L;
        while (candidates.hasNext()) {
            var event = candidates.next();
            bytes += event.message().length();
            if (page.size() == limit || (bytes > LARGEST_BYTES && !page.isEmpty())) {
                return false;
            }
            page.add(event);
        }
        return true;
    }

    /** Where to read, and in which direction. */
    private record Range(Position from, Position to, boolean forwards) {
        Position start() {
            return forwards ? from : to;
        }

        Stream<LogEvent> events(LogGroup group, Instant now) {
            return forwards ? group.between(from, to, now) : group.betweenBackwards(from, to, now);
        }

        Range after(Position last) {
            return forwards ? new Range(last, to, true) : new Range(from, last, false);
        }
    }

    private Range range(LogsCall asked) {
        var start = asked.time("startTime").orElse(Instant.EPOCH);
        var end = asked.time("endTime").orElse(Instant.ofEpochMilli(Long.MAX_VALUE));
        if (start.isAfter(end)) {
            throw LogsCall.invalid("The startTime must not be after the endTime.");
        }
        var whole = new Range(Position.beginningOf(start), Position.endOf(end), asked.flag("startFromHead", true));
        return asked.token().map(this::position).map(whole::after).orElse(whole);
    }

    private boolean isHidden(LogGroup group) {
        Optional<String> locked = groups.whyLocked(group);
        if (locked.isPresent() && !settings.get(LogsBehaviour.EVENTS_VANISH_WITH_KEY)) {
            throw new AwsError("AccessDeniedException", locked.get());
        }
        return locked.isPresent();
    }

    private static ObjectNode page(List<LogEvent> events) {
        var answer = Json.object();
        var list = answer.putArray("events");
        events.forEach(event -> list.addObject()
                .put("logStreamName", event.stream())
                .put("timestamp", event.position().timestamp())
                .put("message", event.message().toString())
                .put("ingestionTime", event.position().ingestion())
                .put("eventId", "3879%052d".formatted(event.position().order())));
        // Always empty since June 2019, says the API reference.
        answer.putArray("searchedLogStreams");
        return answer;
    }

    private String token(LogsCall asked, Position last) {
        return asked.token(clock.now().toEpochMilli(), last.timestamp(), last.ingestion(), last.order());
    }

    private Position position(List<Long> parts) {
        if (Instant.ofEpochMilli(parts.get(0)).plus(TOKENS_LAST).isBefore(clock.now())) {
            throw LogsCall.invalid("The specified nextToken is invalid.");
        }
        return new Position(parts.get(1), parts.get(2), parts.get(3));
    }
}
