package dev.keysunset.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Looks at everything that keeps the service, or whoever calls it, from their work. */
@Command(
        name = "doctor",
        description =
                "Whether the service answers, is ready and knows you, whether the watch sees, and what threatens a verdict.",
        footer = {"", "Ends with 4 where something needs a look, with 1 where it does not know you."})
final class Doctor extends ServiceCommand {
    private static final String MANY = "100";

    Doctor(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        var checks = new ArrayList<Check>();
        var health = service.health();
        checks.add(Check.ok("reachable", "It answers at " + service.address() + "."));
        checks.add(Checks.ready(health.json()));
        var me = service.ask(new Query("/me"));
        checks.add(Checks.signedIn(me));
        if (me.ok()) {
            checks.addAll(within(service));
        }
        tell(checks);
        if (!me.ok()) {
            return ExitCode.REFUSED;
        }
        return ExitCode.OK.and(!checks.stream().allMatch(Check::well));
    }

    private List<Check> within(Service service) {
        var checks = new ArrayList<Check>();
        var before = terminal.clock().instant();
        var stats = service.get(new Query("/stats")).json();
        var middle =
                before.plus(Duration.between(before, terminal.clock().instant()).dividedBy(2));
        checks.add(Checks.version(Version.own(), stats));
        checks.add(Checks.clock(middle, stats));
        checks.addAll(waiting(service, "clock at AWS", "CLOCK_SKEW", "The service's clock agrees with AWS's."));
        checks.addAll(Checks.stops(stats.at("/stop")));
        checks.addAll(Checks.feeds(service.get(new Query("/feeds")).json()));
        checks.addAll(waiting(service, "verdicts", "WATCH_THREATENED", "None is threatened by its feeds."));
        checks.addAll(waiting(service, "windows", "WATCH_GAP", "None is without proof."));
        checks.addAll(Checks.rollbacks(
                service.get(new Query("/rollbacks").with("unresolved", "true").with("limit", MANY))
                        .json()));
        return checks;
    }

    private static List<Check> waiting(Service service, String subject, String kind, String none) {
        var found =
                service.get(new Query("/retirements").with("attention", kind).with("limit", MANY));
        return Checks.waiting(subject, kind, found.json(), none);
    }

    private void tell(List<Check> checks) {
        var text = json
                ? Json.write(Map.of("checks", checks.stream().map(Check::json).toList()))
                : new Report().table(checks.stream().map(Check::row).toList()).text();
        terminal.out().println(text);
    }
}
