package dev.keysunset.standin.events;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;
import java.util.HashMap;
import java.util.Map;

/** The default bus of every place. */
final class Buses {
    private final Map<Place, Bus> buses = new HashMap<>();

    Bus of(Place place) {
        return buses.computeIfAbsent(place, Bus::new);
    }

    /**
     * The bus a call means.
     *
     * @param member the parameter that may name it, by name or ARN
     * @throws AwsError a ResourceNotFoundException for any but the default one
     */
    Bus of(Call call, String member) {
        var bus = of(call.requiredPlace());
        var asked = call.text(member).orElse(Bus.NAME);
        if (!asked.equals(Bus.NAME) && !asked.equals(bus.arn())) {
            throw new AwsError("ResourceNotFoundException", "Event bus " + asked + " does not exist.");
        }
        return bus;
    }
}
