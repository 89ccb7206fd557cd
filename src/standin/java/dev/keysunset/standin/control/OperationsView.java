package dev.keysunset.standin.control;

import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** {@code GET /operations}: which of AWS's operations are spoken here. */
public final class OperationsView implements Control {
    private final Gateway gateway;

    public OperationsView(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", "/operations", "the AWS operations that are spoken, by service", _ -> show()));
    }

    private ControlAnswer show() {
        var answer = Json.object();
        gateway.operations().forEach((service, operations) -> {
            var list = answer.putArray(service.prefix());
            operations.forEach(list::add);
        });
        return ControlAnswer.ok(answer);
    }
}
