package dev.keysunset.inventory.dependants;

import dev.keysunset.access.Role;
import dev.keysunset.core.AwsConsole;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Severity;
import dev.keysunset.inventory.InventoryKeys;
import dev.keysunset.inventory.KeysResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The resources that name a key. */
@Path("/api/v1/keys/{account}/{region}/{keyId}/dependants")
@RunOnVirtualThread
@Tag(name = "inventory")
public class DependantsResource {
    private final InventoryKeys keys;
    private final KnownDependants known;
    private final Answers answers;

    DependantsResource(InventoryKeys keys, KnownDependants known, Answers answers) {
        this.keys = keys;
        this.known = known;
        this.answers = answers;
    }

    /** Whether resources of a kind name the key. */
    public enum Answer {
        FOUND,
        NONE,
        /** None are known to whoever was asked, who does not know all: it proves nothing. */
        NOT_SEEN,
        /** It could not be read: it may mean anything. */
        UNKNOWN
    }

    /**
     * One kind of resource.
     *
     * @param readAt when the service answered, in domain time
     * @param unreadable why nobody knows; absent where the service answered
     */
    public record TypeView(
            Dependant.Type type,
            Answer answer,
            Instant readAt,
            List<ResourceView> resources,
            Optional<Reason> unreadable) {
        static TypeView of(DependantAnswer answer) {
            var resources = answer.naming().found().orElse(List.of()).stream()
                    .map(ResourceView::of)
                    .toList();
            var unreadable = answer.naming()
                    .unreadable()
                    .map(failed -> new Reason(failed.call(), failed.code(), failed.message()));
            return new TypeView(answer.type(), what(answer), answer.readAt(), resources, unreadable);
        }
    }

    private static Answer what(DependantAnswer answer) {
        return answer.naming()
                .found()
                .map(found -> found.isEmpty() ? without(answer.type()) : Answer.FOUND)
                .orElse(Answer.UNKNOWN);
    }

    private static Answer without(Dependant.Type type) {
        return type.provesAbsence() ? Answer.NONE : Answer.NOT_SEEN;
    }

    /**
     * A resource, and what it means for the key's retirement.
     *
     * @param consoleUrl its page in AWS's own console, for kinds whose pages are known
     */
    public record ResourceView(String arn, String status, Severity severity, Optional<URI> consoleUrl) {
        static ResourceView of(Dependant dependant) {
            return new ResourceView(
                    dependant.arn(), dependant.status(), dependant.severity(), AwsConsole.page(dependant.arn()));
        }
    }

    /** Which call failed, and how. */
    public record Reason(String call, String code, String message) {}

    /**
     * All that is known.
     *
     * @param fresh false while it is too old to act on, or nothing is known yet; it is being read then
     */
    public record DependantsView(String keyArn, boolean fresh, List<TypeView> types) {}

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    @Operation(
            operationId = "listDependants",
            summary = "The resources that name the key, by kind",
            description =
                    "The whole account and Region is read at once, when somebody asks and what is known is too old;"
                            + " fresh tells whether it is. A kind that could not be read is UNKNOWN, never NONE; NOT_SEEN is told where whoever"
                            + " was asked does not know all.")
    public DependantsView list(@RestPath String account, @RestPath String region, @RestPath String keyId) {
        var place = new Place(account, region);
        var key = keys.detail(place, keyId).orElseThrow(() -> KeysResource.notFound(place, keyId));
        var keyArn = KeyArn.of(key.key().key().identity().keyArn());
        var fresh = known.fresh(place);
        var types = answers.about(keyArn, Set.copyOf(key.key().key().identity().aliases())).stream()
                .map(TypeView::of)
                .toList();
        return new DependantsView(keyArn.toString(), fresh, types);
    }
}
