package dev.keysunset.console.steer;

import dev.keysunset.access.Role;
import dev.keysunset.console.Address;
import dev.keysunset.console.Frames;
import dev.keysunset.retirement.view.TimelineSearch;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Searches the history of all retirements. */
@Path("/history")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class HistoryPages {
    private static final int A_SCREENFUL = 50;

    private final Frames frames;
    private final TimelineSearch search;

    HistoryPages(Frames frames, TimelineSearch search) {
        this.frames = frames;
        this.search = search;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public HistoryPage search(
            @RestQuery Optional<String> q,
            @RestQuery Optional<String> kind,
            @RestQuery Optional<String> actor,
            @RestQuery Optional<String> cursor) {
        var filter = new HistoryPage.Filter(
                new Query("q", q).text(), new Query("kind", kind).text(), new Query("actor", actor).text());
        filter.kind().filter(asked -> !TimelineSearch.KINDS.contains(asked)).ifPresent(_ -> {
            throw new Query("kind", kind).invalid("one of " + TimelineSearch.KINDS);
        });
        var asked = new TimelineSearch.Asked(filter.q(), filter.kind(), filter.actor());
        var found = search.latest(asked, Position.parse(cursor), A_SCREENFUL + 1);
        var page = Page.of(
                found,
                A_SCREENFUL,
                line -> new Position(line.entry().recordedAt(), line.entry().id()).cursor());
        return new HistoryPage(
                frames.frame(),
                filter,
                TimelineSearch.KINDS,
                page.items(),
                page.nextCursor()
                        .map(next -> new Address("/history")
                                .with("q", filter.q())
                                .with("kind", filter.kind())
                                .with("actor", filter.actor())
                                .with("cursor", Optional.of(next))
                                .text()));
    }
}
