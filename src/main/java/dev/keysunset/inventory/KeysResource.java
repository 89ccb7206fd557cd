package dev.keysunset.inventory;

import dev.keysunset.access.Role;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Place;
import dev.keysunset.web.Cursor;
import dev.keysunset.web.Page;
import dev.keysunset.web.ProblemKind;
import dev.keysunset.web.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

    KeysResource(InventoryKeys keys) {
        this.keys = keys;
    }

    /** The query of the list. */
    public record Asked(
            @RestQuery Optional<String> idleFor,
            @RestQuery Optional<String> usage,
            @RestQuery Optional<String> account,
            @RestQuery Optional<String> region,
            @RestQuery Optional<String> state,
            @RestQuery Optional<String> q,
            @RestQuery Optional<String> cursor,
            @RestQuery Optional<String> limit) {

        KeyFilter filter() {
            return new KeyFilter(
                    new Query("idleFor", idleFor).duration(),
                    new Query("usage", usage).oneOf(UsageAnswer.class),
                    new KeyFilter.PlaceFilter(new Query("account", account).text(), new Query("region", region).text()),
                    keyState(new Query("state", state)),
                    new Query("q", q).text());
        }

        private static Optional<KeyState> keyState(Query query) {
            return query.text().map(name -> {
                var keyState = KeyState.ofAws(name);
                if (keyState == KeyState.UNKNOWN) {
                    throw query.invalid("a key state of AWS, such as Enabled or PendingDeletion");
                }
                return keyState;
            });
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listKeys",
            summary = "Keys as last read",
            description =
                    "idleFor=90d finds keys known to be unused for 90 days when they were last read. A key whose usage"
                            + " is UNREADABLE never matches.")
    public Page<KeyView> list(@BeanParam Asked asked) {
        return keys.list(asked.filter(), Cursor.parse(asked.cursor(), 1), Query.limit(asked.limit()));
    }

    @GET
    @Path("{account}/{region}/{keyId}")
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(operationId = "getKey", summary = "One key as last read, even if it is gone by now")
    public KeyView get(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        return keys.named(new Place(account, region), keyId)
                .orElseThrow(() -> KEY_NOT_FOUND
                        .with(
                                "The inventory has no key " + keyId + " in " + account + "/" + region + ".",
                                "Look for it with GET /api/v1/keys?q=…, or POST /api/v1/inventory/scans to read the accounts again.")
                        .exception());
    }
}
