package dev.keysunset.standin.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.time.Instant;

/** A log stream and what DescribeLogStreams tells of it; times in milliseconds of the epoch. */
final class LogStream {
    private final String name;
    private final String arn;
    private final Instant created;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long lastIngestion;

    LogStream(String name, String groupArn, Instant created) {
        this.name = name;
        this.arn = groupArn + ":log-stream:" + name;
        this.created = created;
    }

    String name() {
        return name;
    }

    long lastEvent() {
        return last;
    }

    void took(long timestamp, long ingestion) {
        first = Math.min(first, timestamp);
        last = Math.max(last, timestamp);
        lastIngestion = Math.max(lastIngestion, ingestion);
    }

    ObjectNode described() {
        var stream = Json.object().put("logStreamName", name).put("creationTime", created.toEpochMilli());
        if (last >= first) {
            stream.put("firstEventTimestamp", first)
                    .put("lastEventTimestamp", last)
                    .put("lastIngestionTime", lastIngestion);
        }
        // AWS no longer tells the size of a stream.
        return stream.put("arn", arn).put("storedBytes", 0);
    }
}
