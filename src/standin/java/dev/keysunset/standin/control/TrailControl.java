package dev.keysunset.standin.control;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.Json;

/** {@code POST /trail}: {@code {account, region, logging: true | false}} switches a trail on or off. */
public final class TrailControl {
    private final Trail trail;

    public TrailControl(Trail trail) {
        this.trail = trail;
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
