package dev.keysunset.aws.footings;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** Reads the trails that record a place: its own, and the shadows of those whose home is elsewhere. */
@ApplicationScoped
public class RecordingTrails {
    private final Reads reads;
    private final Clients clients;

    public RecordingTrails(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    /** @throws CallFailed if they cannot be read */
    List<Trail> of(Place place) {
        return reads.answer(
                place,
                Api.DESCRIBE_TRAILS,
                () -> clients.cloudTrail(place).describeTrails(request -> {}).trailList());
    }

    /**
     * By its ARN, which AWS asks for where a trail's home is elsewhere (CloudTrail API, GetTrailStatus).
     *
     * @throws CallFailed if it cannot be read
     */
    DeliveringTrail read(Place place, Trail trail) {
        var status = reads.answer(
                place,
                Api.GET_TRAIL_STATUS,
                () -> clients.cloudTrail(place).getTrailStatus(request -> request.name(trail.trailARN())));
        var selectors = reads.answer(
                place,
                Api.GET_EVENT_SELECTORS,
                () -> clients.cloudTrail(place).getEventSelectors(request -> request.trailName(trail.trailARN())));
        return new DeliveringTrail(
                trail.trailARN(),
                Optional.ofNullable(trail.kmsKeyId()),
                DeliveringTrail.Logging.of(status),
                EventSelection.of(selectors));
    }
}
