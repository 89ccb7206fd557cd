package dev.keysunset.notify.api;

import dev.keysunset.access.Role;
import dev.keysunset.notify.outbox.DeliveryStatus;
import dev.keysunset.notify.outbox.Ledger;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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
        var before = Cursor.parse(cursor, 1).map(NotificationsResource::seq);
        var found = ledger.list(wanted, target, before, asked + 1);
        return Page.of(found, asked, view -> Cursor.of(view.seq())).map(DeliveryDocument::of);
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

    private static long seq(Cursor cursor) {
        try {
            return Long.parseLong(cursor.keys().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.invalid(e);
        }
    }
}
