package dev.keysunset.standin.control;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.holding.Holding;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.holding.Holdings;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.wire.Json;
import java.util.Arrays;
import java.util.List;

/** {@code /holdings}: resources that are encrypted with a key. */
public final class HoldingsControl implements Control {
    private final DomainClock clock;
    private final Holdings holdings;

    public HoldingsControl(DomainClock clock, Holdings holdings) {
        this.clock = clock;
        this.holdings = holdings;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of(
                "POST",
                "/holdings",
                "a resource that is encrypted with a key: `{type, account, region, name, key, status?}`",
                this::add));
    }

    /** {@code key} is what the service will tell: a key id, a key ARN, an alias name or an alias ARN. */
    ControlAnswer add(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var named = fields.required("type");
        var type = HoldingType.ofAws(named)
                .orElseThrow(() -> new IllegalArgumentException("type: one of "
                        + Arrays.stream(HoldingType.values())
                                .map(HoldingType::awsName)
                                .toList()
                        + ", not " + named));
        holdings.put(new Holding(
                new Place(fields.required("account"), fields.required("region")),
                type,
                fields.required("name"),
                fields.required("key"),
                fields.text("status").orElse(type.usualStatus()),
                clock.now()));
        return ControlAnswer.ok(Json.object());
    }
}
