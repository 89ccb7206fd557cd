package dev.keysunset.standin.events;

import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.Guarded;
import dev.keysunset.standin.permission.TableService;
import dev.keysunset.standin.queue.Deliveries;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** The EventBridge room put together. */
public final class EventBridge {
    private final Router router;
    private final AwsService service;

    /**
     * EventBridge without a rule.
     *
     * @param usableKey whether a bus can be encrypted with a key of its place, by key id, ARN or alias
     */
    public EventBridge(Ground ground, Authorizer authorizer, Deliveries queues, BiPredicate<Place, String> usableKey) {
        var buses = new Buses();
        router = new Router(ground, buses, queues, usableKey);
        service = new TableService(
                call -> authorizer.admit(call, guarded(call)),
                Stream.of(
                                new RuleOperations(ground, buses, router).all(),
                                new TargetOperations(buses).all(),
                                new BusOperations(ground, buses, router).all())
                        .flatMap(List::stream)
                        .toList());
    }

    /** Where events come in. */
    public Router router() {
        return router;
    }

    public AwsService service() {
        return service;
    }

    /** What permissions are about: the rule, or else the bus. */
    private static Guarded guarded(Call call) {
        var place = call.requiredPlace();
        var rule = call.text("Rule")
                .or(() -> call.text("Name"))
                .filter(_ -> call.action().contains("Rule") || call.action().contains("Targets"));
        var name = rule.map("rule/"::concat).orElse("event-bus/" + Bus.NAME);
        return Guarded.without(
                "arn:aws:events:" + place.region() + ":" + place.account() + ":" + name, place.account());
    }
}
