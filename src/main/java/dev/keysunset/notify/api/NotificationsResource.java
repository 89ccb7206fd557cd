package dev.keysunset.notify.api;

import dev.keysunset.access.Role;
import dev.keysunset.notify.outbox.DeadLetters;
import dev.keysunset.notify.outbox.DeliveryStatus;
import dev.keysunset.notify.outbox.Ledger;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import dev.keysunset.web.Spoken;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who was told of what, and who could not be. */
@Path("/api/v1/notifications")
@RunOnVirtualThread
@Tag(name = "notifications")
public class NotificationsResource {
    private static final ProblemKind NOT_FOUND =
            new ProblemKind("notification-not-found", 404, "There is no such notification");
    private static final ProblemKind NOT_DEAD = new ProblemKind("not-possible-now", 409, "This is not possible now");

    private final Ledger ledger;

    NotificationsResource(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What one target was not told.
     *
     * @param since when the first of them was given up, in real time
     */
    public record UntoldDocument(String target, long count, Instant since) {
        static UntoldDocument of(DeadLetters letters) {
            return new UntoldDocument(letters.target(), letters.count(), letters.since());
        }
    }

    /** Targets that were told everything are left out. */
    public record UntoldList(List<UntoldDocument> items) {}

    /** Which target is told again. */
    public record ReplayRequest(Optional<String> target) {}

    /** How many dead letters that were. */
    public record Replayed(int replayed) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listNotifications",
            summary = "What each target was told, or is to be told, latest first",
            description = "What was sent is forgotten after keysunset.notify.kept-for; dead letters stay.")
    public Page<DeliveryDocument> list(
            @RestQuery Optional<String> status,
            @RestQuery Optional<String> target,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {
        var asked = Query.limit(limit);
        var wanted = new Query("status", status).oneOf(DeliveryStatus.class);
        var before = Cursor.parse(cursor, 1).map(keys -> keys.number(0, Long.MAX_VALUE));
        var found = ledger.list(wanted, target, before, asked + 1);
        return Page.of(found, asked, view -> Cursor.of(view.seq())).map(DeliveryDocument::of);
    }

    @GET
    @Path("dead")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "countDeadLetters", summary = "How many dead letters each target has, and since when")
    public UntoldList untold() {
        return new UntoldList(ledger.dead().stream().map(UntoldDocument::of).toList());
    }

    @POST
    @Path("replay")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(
            operationId = "replayNotifications",
            summary = "Try all dead letters of a target again, once it is mended",
            description = "In the order in which things happened. A target that has none is answered with 0.")
    public Replayed replayAll(@NotNull ReplayRequest request) {
        var target =
                Spoken.chosen("target", request.target(), "Name the target, as GET /api/v1/notifications/dead does.");
        return new Replayed(ledger.replayAll(target));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(Role.Name.ONCALL)
    @Operation(
            operationId = "replayNotification",
            summary = "Try a dead letter again from the beginning",
            description = "In the order in which things happened, where others of the same thread still wait.")
    public DeliveryDocument replay(@RestPath UUID id) {
        var replayed = ledger.replay(id);
        var view = ledger.get(id).orElseThrow(() -> notFound(id));
        if (!replayed) {
            throw NOT_DEAD.with(
                            "It is " + view.progress().status() + ", and only a dead letter is replayed.",
                            view.progress().status() == DeliveryStatus.PENDING
                                    ? "Nothing to do: it is tried by itself."
                                    : "None needed.")
                    .exception();
        }
        return DeliveryDocument.of(view);
    }

    private static ProblemException notFound(UUID id) {
        return NOT_FOUND
                .with("There is no notification " + id + ".", "GET /api/v1/notifications lists them.")
                .exception();
    }
}
