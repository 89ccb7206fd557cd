package dev.keysunset.console.estate;

import dev.keysunset.access.Role;
import dev.keysunset.console.Address;
import dev.keysunset.console.Frames;
import dev.keysunset.console.KeyAddress;
import dev.keysunset.console.Told;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyState;
import dev.keysunset.inventory.IdleKeys;
import dev.keysunset.inventory.KeyOrder;
import dev.keysunset.inventory.KeyView;
import dev.keysunset.inventory.KeysResource;
import dev.keysunset.inventory.UsageAnswer;
import dev.keysunset.retirement.api.RetirementsResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The inventory, and one key of it. */
@Path("/keys")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class KeyPages {
    private final Frames frames;
    private final KeysResource keys;
    private final Whole whole;
    private final RetirementsResource retirements;
    private final Protecting protecting;

    KeyPages(Frames frames, KeysResource keys, Whole whole, RetirementsResource retirements, Protecting protecting) {
        this.frames = frames;
        this.keys = keys;
        this.whole = whole;
        this.retirements = retirements;
        this.protecting = protecting;
    }

    /** The inventory as a whole, whatever the list shows. */
    @ApplicationScoped
    static class Whole {
        private final IdleKeys idle;
        private final ScanForms scans;

        Whole(IdleKeys idle, ScanForms scans) {
            this.idle = idle;
            this.scans = scans;
        }

        KeysPage.Whole seen() {
            return new KeysPage.Whole(KeysPage.Bar.of(idle.histogram()), scans.shut());
        }
    }

    /** The forms by which people protect a key. */
    @ApplicationScoped
    static class Protecting {
        private final GuardForms guards;
        private final GuardrailForms guardrails;

        Protecting(GuardForms guards, GuardrailForms guardrails) {
            this.guards = guards;
            this.guardrails = guardrails;
        }

        KeyPage.Protection of(KeyView key, boolean retiring) {
            return new KeyPage.Protection(guards.panel(key, retiring), guardrails.panel(key, retiring));
        }
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public KeysPage list(@BeanParam KeysResource.Asked asked, @RestQuery Optional<String> done) {
        var page = keys.list(asked);
        var filter = new KeysPage.Filter(
                given(asked.q()),
                given(asked.usage()),
                given(asked.idleFor()),
                given(asked.state()),
                given(asked.owner()),
                new KeysPage.Place(given(asked.account()), given(asked.region())),
                given(asked.sort()));
        var states = Arrays.stream(KeyState.values())
                .filter(state -> state != KeyState.UNKNOWN)
                .map(KeyState::awsName)
                .toList();
        return new KeysPage(
                frames.frame(Told.of(done)),
                filter,
                new KeysPage.Choices(List.of(UsageAnswer.values()), states, List.of(KeyOrder.values())),
                whole.seen(),
                page.items(),
                page.nextCursor()
                        .map(cursor -> address(filter)
                                .with("cursor", Optional.of(cursor))
                                .text()));
    }

    @GET
    @Path("{account}/{region}/{keyId}")
    @RolesAllowed(Role.Name.VIEWER)
    public KeyPage get(@BeanParam KeyAddress address, @RestQuery Optional<String> done) {
        var detail = keys.get(address.account(), address.region(), address.keyId());
        var key = detail.key().key();
        var arn = KeyArn.of(key.identity().keyArn());
        var found = retirements.list(RetirementsResource.Asked.of(arn)).items();
        var live = found.stream()
                .anyMatch(retirement -> !retirement.standing().state().terminal());
        return new KeyPage(frames.frame(Told.of(done)), detail, found, live, protecting.of(key, live));
    }

    private static Address address(KeysPage.Filter filter) {
        return new Address("/keys")
                .with("q", filter.q())
                .with("usage", filter.usage())
                .with("idleFor", filter.idleFor())
                .with("state", filter.state())
                .with("owner", filter.owner())
                .with("account", filter.place().account())
                .with("region", filter.place().region())
                .with("sort", filter.sort());
    }

    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(asked -> !asked.isEmpty());
    }
}
