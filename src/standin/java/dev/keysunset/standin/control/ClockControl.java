package dev.keysunset.standin.control;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** {@code /clock}: {@code {now, rate}}; takes {@code {advance: "P1D"}} and {@code {rate: 28800}}. */
public final class ClockControl implements Control {
    private final DomainClock clock;

    public ClockControl(DomainClock clock) {
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/clock", "the time at AWS, and how fast it runs", _ -> show()),
                Route.of(
                        "POST",
                        "/clock",
                        "`{advance: \"P1D\"}` moves the clock, `{rate: 28800}` sets domain seconds a second",
                        this::change));
    }

    ControlAnswer show() {
        return ControlAnswer.ok(Json.object().put("now", clock.now().toString()).put("rate", clock.rate()));
    }

    ControlAnswer change(ControlRequest request) {
        var fields = ControlApi.fields(request);
        fields.text("rate").ifPresent(rate -> {
            if (!fields.node().path("rate").isNumber()
                    || fields.node().path("rate").asDouble() < 0) {
                throw new IllegalArgumentException("rate: domain seconds a real second, not below 0: " + rate);
            }
            clock.changeRate(fields.node().path("rate").asDouble());
        });
        fields.duration("advance").ifPresent(clock::advance);
        return show();
    }
}
