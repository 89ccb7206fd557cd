package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.core.Attention;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.view.RetirementFilter;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementView;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.ETag;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Retirements as they stand. */
@Path("/api/v1/retirements")
@RunOnVirtualThread
@Tag(name = "retirements")
public class RetirementsResource {
    private final RetirementQueries queries;
    private final Documents documents;

    RetirementsResource(RetirementQueries queries, Documents documents) {
        this.queries = queries;
        this.documents = documents;
    }

    /** The query of the list. */
    public record Asked(
            @RestQuery Optional<String> state,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> region,
            @RestQuery Optional<String> keyArn,
            @RestQuery Optional<String> policy,
            @RestQuery Optional<String> attention,
            @RestQuery Optional<String> q,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        /** For the retirements that have this key, and no others that speak of it. */
        public static Asked of(KeyArn key) {
            return new Asked(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(key.toString()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        RetirementFilter filter() {
            return new RetirementFilter(
                    new Query("state", state).oneOf(StateName.class),
                    new RetirementFilter.Where(
                            new Query("account", account).text(), new Query("region", region).text(), key()),
                    new Query("policy", policy).text(),
                    new Query("attention", attention).oneOf(Attention.Kind.class),
                    new Query("q", q).text());
        }

        private Optional<KeyArn> key() {
            var query = new Query("keyArn", keyArn);
            return query.text()
                    .map(text -> KeyArn.parse(text).orElseThrow(() -> query.invalid("the ARN of a KMS key")));
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listRetirements",
            summary = "Retirements, latest submission first",
            description =
                    "q looks into key ARNs, aliases, reasons, tickets and submitters, in any case. keyArn is the whole ARN of a"
                            + " key, and finds the retirements that have it and no others.")
    public Page<RetirementDocument> list(@BeanParam Asked asked) {
        var limit = Query.limit(asked.limit());
        var found = queries.list(asked.filter(), Position.parse(asked.cursor()), limit + 1);
        var page = Page.of(found, limit, RetirementsResource::cursor);
        return new Page<>(documents.of(page.items()), page.nextCursor());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getRetirement",
            summary = "One retirement, with what can be done with it now",
            description =
                    "Its ETag is what decisions name as If-Match. _links names every action: possible, or why not and"
                            + " what would free it.")
    public RestResponse<RetirementDocument> get(@RestPath UUID id) {
        var view = documents.required(id);
        return ResponseBuilder.ok(documents.of(view))
                .header(HttpHeaders.ETAG, new ETag(view.progress().version()).toString())
                .build();
    }

    private static Cursor cursor(RetirementView view) {
        return new Position(
                        view.retirement().submission().at(), view.retirement().id())
                .cursor();
    }
}
