package dev.keysunset.inventory;

import dev.keysunset.access.Role;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Clocks;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import dev.keysunset.web.ProblemException;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The keys of the configured accounts, retired or not. */
@Path("/api/v1/keys")
@RunOnVirtualThread
@Tag(name = "inventory")
public class KeysResource {
    private static final ProblemKind KEY_NOT_FOUND =
            new ProblemKind("key-not-in-inventory", 404, "The inventory has no such key");

    private final InventoryKeys keys;
    private final Clocks clocks;

    KeysResource(InventoryKeys keys, Clocks clocks) {
        this.keys = keys;
        this.clocks = clocks;
    }

    /** The query of the list. */
    public record Asked(
            @RestQuery Optional<String> idleFor,
            @RestQuery Optional<String> usage,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> region,
            @RestQuery Optional<String> state,
            @RestQuery Optional<String> manager,
            @RestQuery Optional<String> owner,
            @RestQuery Optional<String> olderThan,
            @RestQuery Optional<String> change,
            @RestQuery Optional<String> changedBy,
            @RestQuery Optional<String> changedWithin,
            @RestQuery Optional<String> q,
            @RestQuery Optional<String> sort,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {

        KeyFilter filter(Instant now) {
            return new KeyFilter(
                    new KeyFilter.UseFilter(
                            new Query("idleFor", idleFor).duration(),
                            new Query("usage", usage).oneOf(UsageAnswer.class)),
                    new KeyFilter.PlaceFilter(new Query("account", account).text(), new Query("region", region).text()),
                    new KeyFilter.StateFilter(KeyFilter.keyState(new Query("state", state)), changes(now)),
                    new KeyFilter.Belonging(
                            new Query("manager", manager).oneOf(KeyFacts.Owner.class),
                            new Query("owner", owner).text(),
                            new Query("olderThan", olderThan).duration()),
                    new Query("q", q).text());
        }

        KeyOrder order() {
            return new Query("sort", sort).oneOf(KeyOrder.class).orElse(KeyOrder.KEY_ARN);
        }

        private Optional<KeyFilter.ChangeFilter> changes(Instant now) {
            var kind = new Query("change", change).oneOf(KeyChange.Kind.class);
            var by = new Query("changedBy", changedBy).oneOf(KeyChange.Author.class);
            var since = new Query("changedWithin", changedWithin).duration().map(now::minus);
            if (kind.isEmpty() && (by.isPresent() || since.isPresent())) {
                throw new Query("change", change)
                        .invalid(Arrays.toString(KeyChange.Kind.values())
                                + ", because changedBy and changedWithin say more about it");
            }
            return kind.map(happened -> new KeyFilter.ChangeFilter(happened, by, since.orElse(Instant.EPOCH)));
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listKeys",
            summary = "Keys as last read",
            description =
                    "idleFor=90d finds keys known to be unused for 90 days when they were last read. A key whose usage"
                            + " is UNREADABLE never matches. change=DISABLED&changedBy=OTHERS&changedWithin=7d finds keys"
                            + " that others disabled as a scan of the last seven days noticed; change=GONE those that are"
                            + " not there any more. sort=IDLENESS begins with the longest idle, AGE with the oldest, COST"
                            + " with the dearest, OWNER goes by name; what is unknown comes last.")
    public Page<ListedKey> list(@BeanParam Asked asked) {
        return keys.list(
                asked.filter(clocks.domain().now()),
                asked.order(),
                Cursor.parse(asked.cursor(), KeyOrder.CURSOR_KEYS),
                Query.limit(asked.limit()));
    }

    @GET
    @Path("{account}/{region}/{keyId}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getKey", summary = "One key as last read, even if it is gone by now")
    public KeyDetail get(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        var place = new Place(account, region);
        return keys.detail(place, keyId).orElseThrow(() -> notFound(place, keyId));
    }

    public static ProblemException notFound(Place place, String keyId) {
        return KEY_NOT_FOUND
                .with(
                        "The inventory has no key " + keyId + " in " + place + ".",
                        "Look for it with GET /api/v1/keys?q=…, or POST /api/v1/inventory/scans to read the accounts again.")
                .exception();
    }
}
