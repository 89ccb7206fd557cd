package dev.keysunset.standin.control;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/**
 * {@code POST /trail}: {@code {account, region, logging: true | false}} switches the trail off or on that a place began
 * with; {@code GET /trail} shows every trail that has been of use so far.
 */
public final class TrailControl implements Control {
    private final Trail trail;

    public TrailControl(Trail trail) {
        this.trail = trail;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/trail", "every trail with its selectors and whether it logs", _ -> show()),
                Route.of(
                        "POST",
                        "/trail",
                        "`{account, region, logging}` starts or stops the trail of a place",
                        this::change));
    }

    ControlAnswer show() {
        var answer = Json.object();
        answer.putArray("trails").addAll(trail.described());
        return ControlAnswer.ok(answer);
    }

    ControlAnswer change(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var place = new Place(fields.required("account"), fields.required("region"));
        var logging = fields.node().path("logging");
        if (!logging.isBoolean()) {
            throw new IllegalArgumentException("logging: true or false is required");
        }
        trail.switchLogging(place, logging.asBoolean());
        return ControlAnswer.ok(Json.object().put("logging", logging.asBoolean()));
    }
}
