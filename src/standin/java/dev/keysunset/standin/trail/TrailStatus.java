package dev.keysunset.standin.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;
import java.util.Optional;

/** Whether a trail logs, and how its deliveries go. AWS CloudTrail API Reference, "GetTrailStatus". */
final class TrailStatus {
    private boolean logging;
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> stopped = Optional.empty();
    private final Destination files = new Destination();
    private final Destination logs = new Destination();

    /** The latest delivery to one place, and what was wrong with it. */
    private static final class Destination {
        private Optional<Instant> latest = Optional.empty();
        private Optional<String> error = Optional.empty();

        void attempted(Instant now, Optional<String> problem) {
            error = problem;
            if (problem.isEmpty()) {
                latest = Optional.of(now);
            }
        }

        void describe(ObjectNode answer, String name) {
            error.ifPresent(text -> answer.put(name + "Error", text));
            latest.ifPresent(time -> answer.put(name + "Time", Json.timestamp(time)));
        }
    }

    boolean isLogging() {
        return logging;
    }

    void start(Instant now) {
        logging = true;
        started = Optional.of(now);
    }

    void stop(Instant now) {
        logging = false;
        stopped = Optional.of(now);
    }

    void deliveredFile(Instant now, Optional<String> problem) {
        files.attempted(now, problem);
    }

    void deliveredLog(Instant now, Optional<String> problem) {
        logs.attempted(now, problem);
    }

    ObjectNode described() {
        var answer = Json.object().put("IsLogging", logging);
        files.describe(answer, "LatestDelivery");
        logs.describe(answer, "LatestCloudWatchLogsDelivery");
        started.ifPresent(time ->
                answer.put("StartLoggingTime", Json.timestamp(time)).put("TimeLoggingStarted", time.toString()));
        stopped.ifPresent(
                time -> answer.put("StopLoggingTime", Json.timestamp(time)).put("TimeLoggingStopped", time.toString()));
        return answer;
    }
}
