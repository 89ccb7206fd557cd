package dev.keysunset.standin.control;

import dev.keysunset.standin.fault.FaultKind;
import dev.keysunset.standin.fault.FaultRule;
import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code /faults}: rules {@code {kind, action?, account?, region?, keyArn?, times?, delay?}};
 * {@code DELETE /faults/{id}} ends a rule, {@code POST /faults/{id}/release} also lets the calls go that it holds.
 */
public final class FaultControl {
    private static final Pattern ONE = Pattern.compile("(POST|DELETE) /faults/(\\d+)(/release)?");

    private final Faults faults;

    public FaultControl(Faults faults) {
        this.faults = faults;
    }

    Optional<Function<ControlRequest, ControlAnswer>> route(ControlRequest request) {
        var match = ONE.matcher(request.method() + " " + request.path());
        var isRelease = request.path().endsWith("/release");
        if (!match.matches() || isRelease != request.method().equals("POST")) {
            return Optional.empty();
        }
        var id = Integer.parseInt(match.group(2));
        return Optional.of(_ -> end(id));
    }

    ControlAnswer show() {
        var answer = Json.object();
        var list = answer.putArray("faults");
        faults.all().forEach(installed -> {
            var target = installed.rule().target();
            var view = list.addObject()
                    .put("id", installed.id())
                    .put("kind", installed.rule().kind().name())
                    .put("hits", installed.hits())
                    .put("held", installed.held());
            target.action().ifPresent(action -> view.put("action", action));
            target.account().ifPresent(account -> view.put("account", account));
            target.region().ifPresent(region -> view.put("region", region));
            target.keyArn().ifPresent(arn -> view.put("keyArn", arn));
        });
        return ControlAnswer.ok(answer);
    }

    ControlAnswer add(ControlRequest request) {
        var fields = ControlApi.fields(request);
        var kind = fields.constant("kind", FaultKind.class)
                .orElseThrow(() -> new IllegalArgumentException("kind: is required"));
        var target = new FaultRule.Target(
                fields.text("action"), fields.text("account"), fields.text("region"), fields.text("keyArn"));
        var times = fields.node().path("times").isInt()
                ? OptionalInt.of(fields.node().path("times").asInt())
                : OptionalInt.empty();
        var delay = fields.duration("delay").orElse(Duration.ofSeconds(1));
        return ControlAnswer.ok(Json.object().put("id", faults.add(new FaultRule(kind, target, times, delay))));
    }

    ControlAnswer removeAll() {
        var ids = faults.all().stream().map(Faults.Installed::id).toList();
        ids.forEach(this::end);
        return ControlAnswer.ok(Json.object().put("removed", ids.size()));
    }

    /** Whatever the rule held is carried out now: a connection is never left waiting for ever. */
    private ControlAnswer end(int id) {
        List<Runnable> held =
                faults.remove(id).orElseThrow(() -> new IllegalArgumentException("There is no fault " + id));
        held.forEach(Runnable::run);
        return ControlAnswer.ok(Json.object().put("released", held.size()));
    }
}
