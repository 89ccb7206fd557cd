package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.engine.LastUses;
import dev.keysunset.retirement.view.RetirementQueries;
import dev.keysunset.retirement.view.RetirementView;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is known of one retirement: its history, findings, effects, and what the watch read and saw. */
@Path("/api/v1/retirements/{id}")
@RunOnVirtualThread
@Tag(name = "evidence")
public class EvidenceResource {
    private final RetirementQueries queries;
    private final Documents documents;
    private final LastUses lastUses;

    EvidenceResource(RetirementQueries queries, Documents documents, LastUses lastUses) {
        this.queries = queries;
        this.documents = documents;
        this.lastUses = lastUses;
    }

    /**
     * Every assessment that was made, oldest first; the last of a gate is what its approvals name.
     *
     * @param lastUses of each member the last use that KMS told, and who made it, as far as that is known by now
     */
    public record Assessments(
            List<EvidenceDocuments.AssessmentDocument> items, List<EvidenceDocuments.LastUseDocument> lastUses) {}

    /** Every mutating call to AWS, in the order of the intents. */
    public record Effects(List<EvidenceDocuments.EffectDocument> items) {}

    @GET
    @Path("timeline")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getTimeline", summary = "All that happened, oldest first; nothing is ever changed in it")
    public Page<EvidenceDocuments.TimelineDocument> timeline(
            @RestPath UUID id, @RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) {
        documents.required(id);
        var asked = Query.limit(limit);
        var after = Cursor.parse(cursor, 1)
                .map(keys -> Math.toIntExact(keys.number(0, Integer.MAX_VALUE)))
                .orElse(0);
        return Page.of(queries.timeline(id, after, asked + 1), asked, entry -> Cursor.of(entry.seq()))
                .map(EvidenceDocuments.TimelineDocument::of);
    }

    @GET
    @Path("assessment")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getAssessment", summary = "What was found before each gate")
    public Assessments assessment(@RestPath UUID id) {
        var members = documents.required(id).members();
        return new Assessments(
                queries.assessments(id).stream()
                        .map(EvidenceDocuments.AssessmentDocument::of)
                        .toList(),
                members.stream()
                        .map(RetirementView.MemberView::keyArn)
                        .flatMap(keyArn -> lastUses.of(keyArn).stream()
                                .limit(1)
                                .map(use -> new EvidenceDocuments.LastUseDocument(keyArn.toString(), use)))
                        .toList());
    }

    @GET
    @Path("effects")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getEffects", summary = "What was sent to AWS, with intent and outcome")
    public Effects effects(@RestPath UUID id) {
        documents.required(id);
        return new Effects(queries.effects(id).stream()
                .map(EvidenceDocuments.EffectDocument::of)
                .toList());
    }

    @GET
    @Path("coverage")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getCoverage",
            summary = "What was read of CloudTrail, and what that proves",
            description = "Without an interval that covers it, silence proves nothing.")
    public WatchDocuments.CoverageDocument coverage(@RestPath UUID id) {
        var view = documents.required(id);
        var seen = documents.seen(view.retirement());
        return WatchDocuments.coverage(view, seen, documents.verdict(view.retirement(), seen));
    }

    @GET
    @Path("sightings")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "getSightings",
            summary = "Who was seen needing a member, and who changed one",
            description =
                    "Of very many sightings the first and the latest; GET …/records?kind=SIGHTING lists them all.")
    public WatchDocuments.SightingsDocument sightings(@RestPath UUID id) {
        return WatchDocuments.sightings(documents.seen(documents.required(id).retirement()));
    }
}
