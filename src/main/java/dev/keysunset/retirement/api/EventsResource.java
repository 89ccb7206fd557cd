package dev.keysunset.retirement.api;

import dev.keysunset.access.Role;
import dev.keysunset.retirement.view.RecentTimeline;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;

/** The changes of state as they happen, whichever replica made them. */
@Path("/api/v1/events")
@Tag(name = "events")
public class EventsResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final MoveStream moves;

    EventsResource(MoveStream moves) {
        this.moves = moves;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "streamEvents",
            summary = "Changes of state, as server-sent events",
            description =
                    "Begins with the newest ones, or after Last-Event-ID. An event may come twice: drop it by its id.")
    public Multi<OutboundSseEvent> events(@RestHeader("Last-Event-ID") Optional<String> lastEventId, @Context Sse sse) {
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("still here").build());
        var events = moves.from(lastEventId).map(moved -> event(sse, moved));
        return Multi.createBy().merging().streams(events, heartbeats);
    }

    private static OutboundSseEvent event(Sse sse, RecentTimeline.Moved moved) {
        return sse.newEventBuilder()
                .name("moved")
                .id(moved.id().toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RecentTimeline.Moved.class, moved)
                .build();
    }
}
