package dev.keysunset.inventory.scan;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.web.ProblemKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Reading the accounts on demand. */
@Path(ScansResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "inventory")
public class ScansResource {
    static final String PATH = "/api/v1/inventory/scans";
    private static final ProblemKind SCAN_NOT_FOUND = new ProblemKind("scan-not-found", 404, "There is no such scan");

    private static final int LATEST = 10;

    private final Scans scans;
    private final Caller caller;

    ScansResource(Scans scans, Caller caller) {
        this.scans = scans;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Role.Name.SUBMITTER, Role.Name.APPROVER, Role.Name.ONCALL})
    @Operation(
            operationId = "requestScan",
            summary = "Read every key of the configured accounts again",
            description = "One scan at a time: while one is open, this answers with that one.")
    @APIResponseSchema(
            value = Scan.class,
            responseCode = "202",
            responseDescription = "It begins within seconds; Location tells how far it is")
    public RestResponse<Scan> request() {
        var scan = scans.request(caller.name());
        return ResponseBuilder.<Scan>accepted()
                .entity(scan)
                .header(HttpHeaders.LOCATION, PATH + "/" + scan.id())
                .build();
    }

    /** The latest are enough to need no pages. */
    public record ScanList(List<Scan> items) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "listScans", summary = "The latest scans, the last one first")
    public ScanList list() {
        return new ScanList(scans.latest(LATEST));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getScan",
            summary = "How far a scan is, how long it will take, what it could not read and what it had no need to")
    public Scan get(@RestPath UUID id) {
        return scans.named(id)
                .orElseThrow(() -> SCAN_NOT_FOUND
                        .with("There is no scan " + id + ".", "POST " + PATH + " begins one.")
                        .exception());
    }
}
