package dev.keysunset.standin.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One query: what was asked, when it runs, and what it comes to. Amazon Athena API Reference, "QueryExecution". */
final class Execution {
    private final String id;
    private final ObjectNode request;
    private final Instant submitted;
    private final Instant runs;
    private final Instant ends;
    private final Outcome outcome;
    private Optional<Instant> cancelled = Optional.empty();

    /** @param refusal why it fails, in Athena's words */
    record Outcome(
            Optional<String> refusal, List<String> columns, List<List<Optional<String>>> rows, long scannedBytes) {}

    /** @param run how long it waits, and how long it runs then */
    Execution(String id, ObjectNode request, Instant submitted, Duration queued, Duration run, Outcome outcome) {
        this.id = id;
        this.request = request;
        this.submitted = submitted;
        this.runs = submitted.plus(queued);
        this.ends = runs.plus(run);
        this.outcome = outcome;
    }

    String id() {
        return id;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Whether the same was asked. */
    boolean asks(ObjectNode other) {
        return request.equals(other);
    }

    void cancel(Instant now) {
        if (now.isBefore(ends)) {
            cancelled = Optional.of(now);
        }
    }

    String state(Instant now) {
        if (cancelled.isPresent()) {
            return "CANCELLED";
        }
        if (now.isBefore(runs)) {
            return "QUEUED";
        }
        if (now.isBefore(ends)) {
            return "RUNNING";
        }
        return outcome.refusal().isPresent() ? "FAILED" : "SUCCEEDED";
    }

    ObjectNode described(Instant now) {
        var state = state(now);
        var over = !state.equals("QUEUED") && !state.equals("RUNNING");
        var execution = Json.object()
                .put("QueryExecutionId", id)
                .put("Query", request.path("QueryString").asText())
                .put("StatementType", "DML")
                .put("WorkGroup", request.path("WorkGroup").asText("primary"));
        execution.set("ResultConfiguration", request.path("ResultConfiguration"));
        execution.set("QueryExecutionContext", request.path("QueryExecutionContext"));
        var status =
                execution.putObject("Status").put("State", state).put("SubmissionDateTime", Json.timestamp(submitted));
        if (over) {
            status.put("CompletionDateTime", Json.timestamp(cancelled.orElse(ends)));
        }
        if (state.equals("FAILED")) {
            var reason = outcome.refusal().orElse("");
            status.put("StateChangeReason", reason);
            status.putObject("AthenaError")
                    .put("ErrorCategory", 2)
                    .put("ErrorType", 1006)
                    .put("Retryable", false)
                    .put("ErrorMessage", reason);
        }
        var succeeded = state.equals("SUCCEEDED");
        execution
                .putObject("Statistics")
                .put(
                        "EngineExecutionTimeInMillis",
                        over ? Duration.between(runs, ends).toMillis() : 0)
                .put("DataScannedInBytes", succeeded ? outcome.scannedBytes() : 0)
                .put("QueryQueueTimeInMillis", Duration.between(submitted, runs).toMillis());
        execution
                .putObject("EngineVersion")
                .put("SelectedEngineVersion", "AUTO")
                .put("EffectiveEngineVersion", "Athena engine version 3");
        return execution;
    }
}
