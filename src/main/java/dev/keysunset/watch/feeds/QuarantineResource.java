package dev.keysunset.watch.feeds;

import dev.keysunset.access.Role;
import dev.keysunset.core.Feed;
import dev.keysunset.watch.sightings.QuarantinedRecordRow;
import dev.keysunset.watch.sightings.QuarantinedRecords;
import dev.keysunset.web.Page;
import dev.keysunset.web.Position;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the feeds brought and nobody could read. */
@Path("/api/v1/feeds/quarantine")
@RunOnVirtualThread
@Tag(name = "evidence")
public class QuarantineResource {
    private final QuarantinedRecords quarantine;
    private final FeedRows feeds;

    QuarantineResource(QuarantinedRecords quarantine, FeedRows feeds) {
        this.quarantine = quarantine;
        this.feeds = feeds;
    }

    /**
     * One text.
     *
     * @param seenAt domain time
     * @param feed the one that brought it first; absent where a closing sweep did
     * @param retirementIds whom it alarmed, because it names a key of theirs
     */
    public record QuarantinedDocument(
            UUID id,
            Instant seenAt,
            Optional<FeedName> feed,
            String why,
            TextDocument text,
            List<UUID> retirementIds) {}

    /** Which feed. */
    public record FeedName(Feed.Kind kind, String accountId, String region) {
        static FeedName of(FeedRow row) {
            return new FeedName(row.kind, row.accountId, row.region);
        }
    }

    /**
     * The text, or its beginning where it is long. What a database or a screen would stumble over stands as a JSON escape.
     *
     * @param size of the whole, in UTF-16 units
     * @param sha256 of the whole, in UTF-16BE
     */
    public record TextDocument(String beginning, int size, String sha256) {}

    @GET
    @Transactional
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listQuarantine",
            summary = "Texts from feeds that are no readable record, latest first",
            description = "Each is kept once. One that names a watched key counts as a sighting of it.")
    public Page<QuarantinedDocument> list(@RestQuery Optional<String> cursor, @RestQuery Optional<String> limit) {
        var asked = Query.limit(limit);
        var after = Position.parse(cursor);
        var rows = quarantine.latest(after, asked + 1);
        var named = feeds.listAll().stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
        var alarmed = quarantine.alarmed(rows);
        return Page.of(rows, asked, row -> new Position(row.seenAt, row.id).cursor())
                .map(row -> document(row, named, alarmed));
    }

    private static QuarantinedDocument document(
            QuarantinedRecordRow row, Map<UUID, FeedRow> feeds, Map<String, List<UUID>> alarmed) {
        return new QuarantinedDocument(
                row.id,
                row.seenAt,
                Optional.ofNullable(row.feedId).map(feeds::get).map(FeedName::of),
                row.why,
                new TextDocument(row.record, row.size, row.digest),
                alarmed.getOrDefault(row.digest, List.of()));
    }
}
