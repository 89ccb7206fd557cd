package dev.keysunset.console.oncall;

import dev.keysunset.access.Caller;
import dev.keysunset.access.Role;
import dev.keysunset.access.Users;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Shut;
import dev.keysunset.console.Told;
import dev.keysunset.core.RootCause;
import dev.keysunset.retirement.api.RollbacksResource;
import dev.keysunset.retirement.api.RollbacksResource.AssignmentRequest;
import dev.keysunset.retirement.api.RollbacksResource.CommentRequest;
import dev.keysunset.retirement.api.RollbacksResource.ResolutionRequest;
import dev.keysunset.retirement.rollbacks.RollbackFilter;
import dev.keysunset.retirement.rollbacks.RollbackReview;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The inbox of whoever is on call. */
@Path("/rollbacks")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RollbackPages {
    private final Frames frames;
    private final Rollbacks rollbacks;
    private final RollbacksResource door;
    private final Users users;
    private final Caller caller;

    RollbackPages(Frames frames, Rollbacks rollbacks, RollbacksResource door, Users users, Caller caller) {
        this.frames = frames;
        this.rollbacks = rollbacks;
        this.door = door;
        this.users = users;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public RollbacksPage list(
            @RestQuery @DefaultValue("false") boolean all,
            @RestQuery @DefaultValue("false") boolean mine,
            @RestQuery Optional<String> cursor) {
        var assignee = mine ? Optional.of(caller.name()) : Optional.<String>empty();
        var page = rollbacks.page(new RollbackFilter(Optional.empty(), assignee, !all), cursor);
        var shown = new RollbacksPage.Shown(all, mine, cursor);
        var next = page.nextCursor().map(after -> shown.beginningAt(Optional.of(after)));
        return new RollbacksPage(frames.frame(), shown, page.items(), next);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    public RollbackPage get(@RestPath UUID id, @RestQuery Optional<String> done) {
        var rollback = rollbacks.required(id);
        return new RollbackPage(
                frames.frame(Told.of(done)),
                rollbacks.subject(rollback),
                rollbacks.explained(id),
                rollbacks.general(),
                rollbacks.evidence(rollback),
                new RollbackPage.Review(notOnCall(), assignees(rollback), acknowledge(rollback), resolve(rollback)));
    }

    @POST
    @Path("{id}/assign")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response assign(@RestPath UUID id, @RestForm Optional<String> to) {
        door.assign(id, new AssignmentRequest(to));
        return Told.ASSIGNED.at("/rollbacks/" + id);
    }

    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response acknowledge(@RestPath UUID id) {
        door.acknowledge(id);
        return Told.ACKNOWLEDGED.at("/rollbacks/" + id);
    }

    @POST
    @Path("{id}/comments")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response comment(@RestPath UUID id, @RestForm Optional<String> comment) {
        door.comment(id, new CommentRequest(comment));
        return Told.COMMENTED.at("/rollbacks/" + id);
    }

    @POST
    @Path("{id}/resolve")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.ONCALL)
    public Response resolve(
            @RestPath UUID id, @RestForm Optional<String> rootCause, @RestForm Optional<String> resolution) {
        var cause = new Query("rootCause", rootCause).oneOf(RootCause.class);
        door.resolve(id, new ResolutionRequest(cause, resolution));
        return Told.RESOLVED.at("/rollbacks/" + id);
    }

    /** Whom this person can give it to; nobody once it is resolved, or when they may not. */
    private List<String> assignees(RollbackReview rollback) {
        var has = rollback.review().assigned().map(RollbackReview.Assignment::to);
        return notOnCall().isPresent() || rollback.review().resolved().isPresent()
                ? List.of()
                : users.people(Role.ONCALL).stream()
                        .filter(person -> !has.equals(Optional.of(person)))
                        .toList();
    }

    private Optional<Shut> acknowledge(RollbackReview rollback) {
        return notOnCall()
                .or(() -> rollback.review()
                        .acknowledged()
                        .map(step -> new Shut(
                                step.by() + " has acknowledged it already.", "Resolve it once the cause is known.")));
    }

    private Optional<Shut> resolve(RollbackReview rollback) {
        if (rollback.course().ended().isEmpty()) {
            return Optional.of(
                    new Shut("Members are still being restored.", "Resolve it once the rollback has ended."));
        }
        return notOnCall()
                .or(() -> rollback.review()
                        .resolved()
                        .map(resolution -> new Shut(resolution.by() + " has resolved it.", "None needed.")));
    }

    private Optional<Shut> notOnCall() {
        return Shut.unless(caller, Role.ONCALL);
    }
}
