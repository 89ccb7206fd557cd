package dev.keysunset.retirement.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.web.IdempotencyKey;
import dev.keysunset.web.ProblemKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Handing in many keys at once. Each line stands alone: one that is refused stops none of the others. */
@Path("/api/v1/retirements/batch")
@RunOnVirtualThread
@Tag(name = "retirements")
public class BatchResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int MOST_LINES = 1000;
    private static final ProblemKind BATCH_SIZE = new ProblemKind("batch-size", 413, "The batch is empty or too long");

    private final LineSubmissions submissions;
    private final ObjectMapper mapper;
    private final Caller caller;

    BatchResource(LineSubmissions submissions, ObjectMapper mapper, Caller caller) {
        this.submissions = submissions;
        this.mapper = mapper;
        this.caller = caller;
    }

    /** What all resources of one Cloud Custodian file are handed in with: the file itself has no place for it. */
    public record ForAll(
            @RestQuery Optional<String> policy,
            @RestQuery Optional<String> reason,
            @RestQuery Optional<String> ticket,
            @RestQuery Optional<String> plan) {}

    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(
            operationId = "submitBatch",
            summary = "Hand in many keys: a line each as JSON or CSV, a result line each back",
            description =
                    "CSV has a header that names its columns: key, account, region, policy, reason, ticket, plan. With an"
                            + " Idempotency-Key every line has it with its number, so that the whole can be repeated. As"
                            + " application/json it takes the resources.json of a Cloud Custodian policy on aws.kms-key;"
                            + " reason, policy, ticket and plan are then query parameters.")
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

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(NDJSON)
    @RolesAllowed(Role.Name.SUBMITTER)
    @Operation(hidden = true)
    public String submitResources(
            @RestHeader("Idempotency-Key") Optional<String> idempotencyKey, @BeanParam ForAll forAll, String body) {
        return submit(CustodianResources.of(body, forAll, mapper), IdempotencyKey.parse(idempotencyKey));
    }

    private String submit(List<BatchLine> lines, Optional<IdempotencyKey> key) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw BATCH_SIZE
                    .with(
                            "The batch has " + lines.size() + " lines; it takes 1 to " + MOST_LINES + ".",
                            "Send it in several batches.")
                    .exception();
        }
        return lines.stream()
                .map(line -> submissions.submit(line, caller.name(), key))
                .collect(Collectors.joining());
    }
}
