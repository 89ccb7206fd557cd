package dev.keysunset.watch.sightings;

import dev.keysunset.access.Role;
import dev.keysunset.watch.records.EncryptionContext;
import dev.keysunset.watch.records.PrincipalKind;
import dev.keysunset.watch.records.WatchRecord.Kind;
import dev.keysunset.watch.records.WatchRecord.Meaning;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The CloudTrail records about a retirement's members: sightings, changes, and notes that need nobody's key. */
@Path("/api/v1/retirements/{id}/records")
@RunOnVirtualThread
@Tag(name = "evidence")
public class RecordsResource {
    private static final ProblemKind NOT_FOUND = new ProblemKind("record-not-found", 404, "There is no such record");

    private final WatchRecords records;

    RecordsResource(WatchRecords records) {
        this.records = records;
    }

    /**
     * One record.
     *
     * @param meaning what it says about the key; absent where it was kept by a version that did not ask
     */
    public record RecordDocument(
            UUID id, Kind kind, Optional<Meaning> meaning, String keyArn, CallDocument call, CallerDocument caller) {
        static RecordDocument of(WatchRecordRow row) {
            return new RecordDocument(
                    row.id,
                    row.kind,
                    Optional.ofNullable(row.meaning),
                    row.keyArn,
                    CallDocument.of(row),
                    CallerDocument.of(row));
        }
    }

    /** The call, and how AWS answered it; {@code encryptionContext} of CreateGrant is its constraint. */
    public record CallDocument(
            String eventId,
            Instant eventTime,
            String operation,
            Optional<FailureDocument> failure,
            Map<String, String> encryptionContext) {
        static CallDocument of(WatchRecordRow row) {
            return new CallDocument(
                    row.eventId,
                    row.eventTime,
                    row.operation,
                    Optional.ofNullable(row.errorCode)
                            .map(code -> new FailureDocument(code, Optional.ofNullable(row.errorMessage))),
                    EncryptionContext.parse(row.encryptionContext));
        }
    }

    /** Why it failed, in AWS's words. */
    public record FailureDocument(String code, Optional<String> message) {}

    /** Who called; {@code effectId} where the session's name claims an effect of ours. */
    public record CallerDocument(
            String principal,
            Optional<PrincipalKind> kind,
            Optional<String> accountId,
            Optional<String> onBehalfOf,
            Optional<UUID> effectId,
            SourceDocument source) {
        static CallerDocument of(WatchRecordRow row) {
            return new CallerDocument(
                    row.principal,
                    Optional.ofNullable(row.principalKind),
                    Optional.ofNullable(row.principalAccount),
                    Optional.ofNullable(row.onBehalfOf),
                    Optional.ofNullable(row.effectId),
                    new SourceDocument(
                            Optional.ofNullable(row.sourceAddress),
                            Optional.ofNullable(row.userAgent),
                            Optional.ofNullable(row.vpcEndpointId)));
        }
    }

    /** From where; {@code address} is an IP address or the name of an AWS service. */
    public record SourceDocument(
            Optional<String> address, Optional<String> userAgent, Optional<String> vpcEndpointId) {}

    @GET
    @Path("{recordId}")
    @Transactional
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getRecord", summary = "One record itself, as CloudTrail delivered it")
    public String get(@RestPath UUID id, @RestPath UUID recordId) {
        return records.findByIdOptional(recordId)
                .filter(row -> row.retirementId.equals(id))
                .map(row -> row.record)
                .orElseThrow(() -> NOT_FOUND
                        .with("This retirement has no record " + recordId + ".", "GET …/records lists them.")
                        .exception());
    }

    @GET
    @Transactional
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listRecords",
            summary = "What CloudTrail recorded about the members, latest first",
            description = "kind=SIGHTING, CONTROL or NOTE leaves the others out. An id that is no retirement has none.")
    public Page<RecordDocument> list(
            @RestPath UUID id,
            @RestQuery Optional<String> kind,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        var asked = Query.limit(limit);
        var only = new Query("kind", kind).oneOf(Kind.class);
        var rows = records.latest(id, only, Position.parse(cursor), asked + 1);
        return Page.of(rows, asked, row -> new Position(row.eventTime, row.id).cursor())
                .map(RecordDocument::of);
    }
}
