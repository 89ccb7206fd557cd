package dev.keysunset.standin.control;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The control API: a table of methods and paths. */
public final class ControlApi {
    private final Map<String, Function<ControlRequest, ControlAnswer>> routes;
    private final FaultControl faults;

    public ControlApi(ClockControl clock, CallsView calls, KeysControl keys, FaultControl faults, TrailControl trail) {
        this.faults = faults;
        this.routes = Map.ofEntries(
                Map.entry("GET /clock", _ -> clock.show()),
                Map.entry("POST /clock", clock::change),
                Map.entry("GET /calls", calls::show),
                Map.entry("GET /keys", _ -> keys.show()),
                Map.entry("POST /fleet", keys::create),
                Map.entry("POST /use", keys::use),
                Map.entry("GET /faults", _ -> faults.show()),
                Map.entry("POST /faults", faults::add),
                Map.entry("DELETE /faults", _ -> faults.removeAll()),
                Map.entry("POST /trail", trail::change));
    }

    public ControlAnswer answer(ControlRequest request) {
        try {
            return route(request)
                    .map(handler -> handler.apply(request))
                    .orElseGet(() -> ControlAnswer.error(404, "No " + request.method() + " " + request.path()));
        } catch (IllegalArgumentException e) {
            return ControlAnswer.error(400, String.valueOf(e.getMessage()));
        } catch (AwsError e) {
            return ControlAnswer.error(400, e.text());
        }
    }

    private Optional<Function<ControlRequest, ControlAnswer>> route(ControlRequest request) {
        var fixed = routes.get(request.method() + " " + request.path());
        return fixed != null ? Optional.of(fixed) : faults.route(request);
    }

    static Fields fields(ControlRequest request) {
        return new Fields(Json.readObject(request.body()));
    }
}
