package dev.keysunset.watch;

import dev.keysunset.access.Role;
import dev.keysunset.core.Feed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The feeds, and how their last polls went. */
@Path("/api/v1/feeds")
@RunOnVirtualThread
@Tag(name = "evidence")
public class FeedsResource {
    private final FeedRows feeds;

    FeedsResource(FeedRows feeds) {
        this.feeds = feeds;
    }

    /** One feed; times are domain time. {@code trouble} says why the last poll failed, where it did. */
    public record FeedDocument(Feed.Kind kind, String accountId, String region, LastPoll lastPoll, Instant nextDueAt) {
        /** How the last poll went. */
        public record LastPoll(Optional<Instant> succeededAt, Optional<String> trouble) {}

        static FeedDocument of(FeedRow row) {
            return new FeedDocument(
                    row.kind,
                    row.accountId,
                    row.region,
                    new LastPoll(Optional.ofNullable(row.lastSuccessAt), Optional.ofNullable(row.trouble)),
                    row.nextDueAt);
        }
    }

    /** Few enough to need no pages. */
    public record FeedList(List<FeedDocument> items) {}

    @GET
    @Transactional
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "listFeeds", summary = "Where CloudTrail is read, and how the last polls went")
    public FeedList list() {
        return new FeedList(feeds.list("order by accountId, region, kind").stream()
                .map(FeedDocument::of)
                .toList());
    }
}
