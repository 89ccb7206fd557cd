package dev.keysunset.console.estate;

import dev.keysunset.access.Role;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Words;
import dev.keysunset.core.Place;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Accounts;
import dev.keysunset.watch.feeds.FeedsResource;
import dev.keysunset.watch.feeds.FeedsResource.FeedDocument;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The feeds. */
@Path("/feeds")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class FeedPages {
    private final Frames frames;
    private final FeedsResource feeds;
    private final Accounts accounts;
    private final Tempo tempo;

    FeedPages(Frames frames, FeedsResource feeds, Accounts accounts, Tempo tempo) {
        this.frames = frames;
        this.feeds = feeds;
        this.accounts = accounts;
        this.tempo = tempo;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public FeedsPage feeds() {
        var list = feeds.list();
        var places = accounts.places();
        var regions = places.stream().map(Place::region).distinct().sorted().toList();
        var map = places.stream()
                .map(Place::accountId)
                .distinct()
                .sorted()
                .map(account -> new FeedsPage.Row(
                        account,
                        accounts.name(account),
                        regions.stream()
                                .map(region -> cell(list.items(), new Place(account, region)))
                                .toList()))
                .toList();
        return new FeedsPage(frames.frame(), regions, map, list.items(), list.quarantinedRecords());
    }

    private FeedsPage.Cell cell(List<FeedDocument> all, Place place) {
        return new FeedsPage.Cell(all.stream()
                .filter(feed -> feed.reach().contains(place.toString()))
                .map(this::sight)
                .toList());
    }

    /** What the watch would call blind is an alarm here as well. */
    private FeedsPage.Sight sight(FeedDocument feed) {
        var kind = feed.kind().name().toLowerCase(Locale.ROOT);
        if (!feed.footing().sound()) {
            return new FeedsPage.Sight(
                    kind, "alarm", "not sound", feed.footing().trouble());
        }
        if (feed.lastPoll().trouble().isPresent()) {
            return new FeedsPage.Sight(kind, "alarm", "failing", feed.lastPoll().trouble());
        }
        var lag = feed.sight().lag();
        if (lag.isEmpty()) {
            return new FeedsPage.Sight(
                    kind, "calm", feed.kind().pulls() ? "nothing watched" : "pushes", Optional.empty());
        }
        if (lag.get().compareTo(tempo.listening().tolerance()) > 0) {
            return new FeedsPage.Sight(kind, "alarm", "blind", Optional.of(ago(feed)));
        }
        var gaps = feed.sight().gaps().size();
        return gaps > 0
                ? new FeedsPage.Sight(kind, "doubt", gaps + " gaps", Optional.of(ago(feed)))
                : new FeedsPage.Sight(kind, "good", "sees", Optional.of(ago(feed)));
    }

    private static String ago(FeedDocument feed) {
        return feed.sight()
                .lag()
                .map(lag -> "read until " + Words.span(lag) + " ago")
                .orElse("");
    }
}
