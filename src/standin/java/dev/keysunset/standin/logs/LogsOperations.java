package dev.keysunset.standin.logs;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.permission.TableService.Operation;
import java.util.List;
import java.util.stream.Stream;

/** CloudWatch Logs, as far as the log groups of trails need it: to be read, kept, encrypted, and forged. */
public final class LogsOperations {
    private final FilterLogEvents filter;
    private final LogGroupOperations groupOperations;
    private final LogStreamOperations streamOperations;

    public LogsOperations(Ground ground, LogGroups groups) {
        this.filter = new FilterLogEvents(ground, groups);
        this.groupOperations = new LogGroupOperations(groups);
        this.streamOperations = new LogStreamOperations(ground.clock(), groups);
    }

    public List<Operation> all() {
        return Stream.of(
                        List.of(Operation.readingUnseen("FilterLogEvents", filter::answer)),
                        groupOperations.all(),
                        streamOperations.all())
                .flatMap(List::stream)
                .toList();
    }
}
