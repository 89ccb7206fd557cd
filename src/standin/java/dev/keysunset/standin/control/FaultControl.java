package dev.keysunset.standin.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.fault.InstalledFault;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/**
 * {@code /faults}: what shall go wrong, as {@link FaultReader} reads it, and how often it did.
 * {@code DELETE /faults/{id}} and {@code POST /faults/{id}/release} end one, {@code DELETE /faults} ends all.
 */
public final class FaultControl implements Control {
    private final DomainClock clock;
    private final Faults faults;

    public FaultControl(DomainClock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/faults", "the faults in force and how often they hit", _ -> show()),
                Route.of(
                        "POST",
                        "/faults",
                        "a fault: `{kind, action?, account?, region?, keyArn?, times?, chance?, from?, until?, delay?,"
                                + " ...}`",
                        this::add),
                Route.of("DELETE", "/faults", "ends all faults", _ -> removeAll()),
                Route.ofOne("DELETE", "/faults/{id}", "ends one", this::end),
                Route.ofOne(
                        "POST", "/faults/{id}/release", "ends one and carries out the calls that it holds", this::end));
    }

    ControlAnswer show() {
        var answer = Json.object();
        var list = answer.putArray("faults");
        faults.all().forEach(installed -> list.add(view(installed)));
        return ControlAnswer.ok(answer);
    }

    ControlAnswer add(ControlRequest request) {
        var rule = FaultReader.read(ControlApi.fields(request), clock.now());
        return ControlAnswer.ok(Json.object().put("id", faults.add(rule)));
    }

    ControlAnswer removeAll() {
        var ids = faults.all().stream().map(InstalledFault::id).toList();
        ids.forEach(this::released);
        return ControlAnswer.ok(Json.object().put("removed", ids.size()));
    }

    private ControlAnswer end(int id) {
        return ControlAnswer.ok(Json.object().put("released", released(id)));
    }

    /** Whatever the rule held is carried out now: a connection is never left waiting for ever. */
    private int released(int id) {
        return faults.end(id).orElseThrow(() -> new IllegalArgumentException("There is no fault " + id));
    }

    private static ObjectNode view(InstalledFault installed) {
        var rule = installed.rule();
        var view = Json.object()
                .put("id", installed.id())
                .put("kind", rule.fault().name())
                .put("standing", installed.standing().name())
                .put("hits", installed.hits())
                .put("held", installed.held());
        rule.target().wanted().forEach((trait, value) -> view.put(FaultReader.field(trait), value));
        var limits = rule.limits();
        limits.times().ifPresent(times -> view.put("times", times));
        limits.from().ifPresent(from -> view.put("from", from.toString()));
        limits.until().ifPresent(until -> view.put("until", until.toString()));
        if (limits.chance() < 1) {
            view.put("chance", limits.chance());
        }
        rule.details().delay().ifPresent(delay -> view.put("delay", delay.toString()));
        rule.details().code().ifPresent(code -> view.put("error", code));
        return view;
    }
}
