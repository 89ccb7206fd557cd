package dev.keysunset.standin.control;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.fault.Fault;
import dev.keysunset.standin.fault.Forecast;
import dev.keysunset.standin.fault.Mood;
import dev.keysunset.standin.fault.Weather;
import dev.keysunset.standin.wire.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /faults/weather}: faults by chance. {@code POST} takes {@code {seed, kinds?: ["THROTTLE", ...], calls?: "CALM" |
 * "FLAKY" | "STORM", episodes?: {length: "PT1H"}}} and, as a fault does, the calls that may be hit; {@code DELETE} ends
 * it. The episodes that last are among the rules of {@code GET /faults}.
 */
public final class WeatherControl implements Control {
    private final DomainClock clock;
    private final Weather weather;

    public WeatherControl(DomainClock clock, Weather weather) {
        this.clock = clock;
        this.weather = weather;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(
                        "POST",
                        "/faults/weather",
                        "faults by chance, from a seed: `{seed, kinds?, calls?, episodes?}`",
                        this::begin),
                Route.of("DELETE", "/faults/weather", "fine weather again", _ -> end()));
    }

    ControlAnswer begin(ControlRequest request) {
        var fields = ControlApi.fields(request);
        if (!fields.node().path("seed").isIntegralNumber()) {
            throw new IllegalArgumentException("seed: a whole number is required");
        }
        var standard = Forecast.of(fields.node().path("seed").asLong());
        var kinds = kinds(fields);
        var length = new Fields(fields.node().path("episodes")).duration("length");
        weather.begin(new Forecast(
                standard.seed(),
                kinds.isEmpty() ? standard.kinds() : kinds,
                FaultReader.target(fields),
                fields.constant("calls", Mood.class),
                length.orElse(standard.longestEpisode())));
        return ControlAnswer.ok(Json.object().put("began", clock.now().toString()));
    }

    ControlAnswer end() {
        var wasOn = weather.current().isPresent();
        weather.end();
        return ControlAnswer.ok(Json.object().put("ended", wasOn));
    }

    private static List<Fault> kinds(Fields fields) {
        var kinds = new ArrayList<Fault>();
        fields.node().path("kinds").forEach(name -> kinds.add(FaultReader.fault("kinds", name.asText())));
        return kinds;
    }
}
