package dev.keysunset.console.journey;

import dev.keysunset.access.Role;
import dev.keysunset.console.Address;
import dev.keysunset.console.Frames;
import dev.keysunset.console.Told;
import dev.keysunset.core.Attention;
import dev.keysunset.core.StateName;
import dev.keysunset.retirement.api.Documents;
import dev.keysunset.retirement.api.RetirementsResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The list of retirements, and one of them. */
@Path("/retirements")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class JourneyPages {
    private static final String A_SCREENFUL = "25";

    private final Frames frames;
    private final RetirementsResource retirements;
    private final Documents documents;
    private final Journeys journeys;
    private final Actions actions;

    JourneyPages(
            Frames frames, RetirementsResource retirements, Documents documents, Journeys journeys, Actions actions) {
        this.frames = frames;
        this.retirements = retirements;
        this.documents = documents;
        this.journeys = journeys;
        this.actions = actions;
    }

    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public JourneysPage list(@BeanParam RetirementsResource.Asked asked) {
        var limit = asked.limit().or(() -> Optional.of(A_SCREENFUL));
        var page = retirements.list(new RetirementsResource.Asked(
                asked.state(),
                asked.account(),
                asked.region(),
                asked.keyArn(),
                asked.policy(),
                asked.attention(),
                asked.q(),
                asked.cursor(),
                limit));
        var filter = new JourneysPage.Filter(
                given(asked.state()),
                given(asked.account()),
                given(asked.region()),
                given(asked.keyArn()),
                given(asked.policy()),
                given(asked.attention()),
                given(asked.q()));
        var choices = new JourneysPage.Choices(List.of(StateName.values()), List.of(Attention.Kind.values()));
        var next = page.nextCursor()
                .map(cursor ->
                        address(filter).with("cursor", Optional.of(cursor)).text());
        return new JourneysPage(frames.frame(), filter, choices, page.items(), next);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.Name.VIEWER)
    public JourneyPage get(@RestPath UUID id, @RestQuery Optional<String> done, @RestQuery Optional<Long> seen) {
        var view = documents.required(id);
        var document = documents.of(view);
        var journey = journeys.of(view);
        return new JourneyPage(
                frames.frame(Told.of(done)),
                document,
                journey.picture(),
                journeys.countdown(view),
                seen.filter(version -> version != document.handle().version()).isPresent(),
                journey.evidence(),
                actions.of(document));
    }

    private static Address address(JourneysPage.Filter filter) {
        return new Address("/retirements")
                .with("state", filter.state())
                .with("account", filter.account())
                .with("region", filter.region())
                .with("keyArn", filter.keyArn())
                .with("policy", filter.policy())
                .with("attention", filter.attention())
                .with("q", filter.q());
    }

    private static Optional<String> given(Optional<String> text) {
        return text.map(String::strip).filter(asked -> !asked.isEmpty());
    }
}
