package dev.keysunset.retirement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.retirement.Submissions;
import dev.keysunset.retirement.Submitted;
import dev.keysunset.web.IdempotencyKey;
import dev.keysunset.web.Problem;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** Handing in many keys at once. Each line stands alone: one that is refused stops none of the others. */
@Path("/api/v1/retirements/batch")
@RunOnVirtualThread
@Tag(name = "retirements")
public class BatchResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int MOST_LINES = 1000;
    private static final ProblemKind BATCH_SIZE = new ProblemKind("batch-size", 413, "The batch is empty or too long");

    private final Submissions submissions;
    private final ObjectMapper mapper;
    private final Caller caller;

    BatchResource(Submissions submissions, ObjectMapper mapper, Caller caller) {
        this.submissions = submissions;
        this.mapper = mapper;
        this.caller = caller;
    }

    /**
     * What became of one line.
     *
     * @param line counted from 1 as in the body; of CSV the header is line 1
     * @param status as a submission of its own would have been answered
     */
    public record LineResult(int line, int status, Optional<UUID> retirementId, Optional<Problem> problem) {}

    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "submitBatch",
            summary = "Hand in many keys: a line each as JSON or CSV, a result line each back",
            description =
                    "CSV has a header that names its columns: key, account, region, policy, reason, ticket. With an"
                            + " Idempotency-Key every line has it with its number, so that the whole can be repeated.")
    public String submitJson(@RestHeader("Idempotency-Key") Optional<String> idempotencyKey, String body) {
        return submit(JsonLines.of(body, mapper), IdempotencyKey.parse(idempotencyKey));
    }

    @POST
    @Consumes(CSV)
    @Produces(NDJSON)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(hidden = true)
    public String submitCsv(@RestHeader("Idempotency-Key") Optional<String> idempotencyKey, String body) {
        return submit(CsvLines.of(body), IdempotencyKey.parse(idempotencyKey));
    }

    private String submit(List<BatchLine> lines, Optional<IdempotencyKey> key) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw BATCH_SIZE
                    .with(
                            "The batch has " + lines.size() + " lines; it takes 1 to " + MOST_LINES + ".",
                            "Send it in several batches.")
                    .exception();
        }
        return lines.stream().map(line -> json(submit(line, key))).collect(Collectors.joining());
    }

    private LineResult submit(BatchLine line, Optional<IdempotencyKey> key) {
        try {
            var own = key.map(whole -> new IdempotencyKey(whole.value() + ":" + line.number()));
            return switch (submissions.submit(line.request().submission(caller.name(), own))) {
                case Submitted.Accepted(var view, var created) ->
                    new LineResult(
                            line.number(),
                            created ? 201 : 200,
                            Optional.of(view.retirement().id()),
                            Optional.empty());
                case Submitted refused -> refused(line.number(), RetirementProblems.of(refused));
            };
        } catch (ProblemException e) {
            return refused(line.number(), e.problem());
        }
    }

    private static LineResult refused(int number, Problem problem) {
        return new LineResult(number, problem.status(), Optional.empty(), Optional.of(problem));
    }

    private String json(LineResult result) {
        try {
            return mapper.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result line cannot be written as JSON", e);
        }
    }
}
