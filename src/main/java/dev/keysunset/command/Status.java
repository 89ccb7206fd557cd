package dev.keysunset.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how things are. */
@Command(
        name = "status",
        description = "What waits, and for whom; or where one retirement is.",
        footer = {"", "Watched until its end, a retirement that was not deleted ends with 4."})
final class Status extends ServiceCommand {
    @Parameters(
            paramLabel = "RETIREMENT",
            arity = "0..1",
            description = "Its id; or an alias, the id or the ARN of a key in it. Without one: everything.")
    Optional<String> retirement = Optional.empty();

    @Option(
            names = {"-w", "--watch"},
            description = "Go on, and tell each change: of a retirement until it has ended.")
    boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How often to look while watching. Standard: ${DEFAULT-VALUE}.")
    int everySeconds;

    Status(Terminal terminal) {
        super(terminal);
    }

    /**
     * What was seen at one look.
     *
     * @param over whether nothing will change any more
     */
    private record Look(Answer answer, Report report, ExitCode code, boolean over) {}

    @Override
    protected ExitCode run(Service service) {
        if (everySeconds < 1) {
            throw CommandEnd.usage("--every is not a number of seconds from 1.");
        }
        var look = look(service);
        var told = tell(look);
        while (watch && !look.over()) {
            terminal.pause(Duration.ofSeconds(everySeconds));
            look = look(service);
            if (!look.report().text().equals(told)) {
                told = tell(look);
            }
        }
        return look.code();
    }

    private String tell(Look look) {
        print(
                look.answer(),
                report -> report.line(Report.time(terminal.clock().instant().toString()))
                        .add(look.report()));
        return look.report().text();
    }

    private Look look(Service service) {
        return retirement.map(name -> one(service, name)).orElseGet(() -> everything(service));
    }

    private static Look one(Service service, String name) {
        var answer = Retirements.named(service, name);
        var seen = new Retirement(answer.json());
        var report = new Report();
        seen.describe(report);
        var lost = seen.ended() && !seen.state().equals("DELETED");
        return new Look(answer, report, ExitCode.OK.and(seen.needsALook() || lost), seen.ended());
    }

    private static Look everything(Service service) {
        var answer = service.get(new Query("/stats"));
        var stats = answer.json();
        var report = new Report();
        Stops.describe(stats.at("/stop"), report);
        var rows = new ArrayList<List<String>>();
        stats.fields("/retirementsByState")
                .forEach(state ->
                        rows.add(List.of("  " + state.getKey(), state.getValue().required(""))));
        report.table(rows);
        var unresolved = stats.number("/waiting/unresolvedRollbacks");
        report.line(unresolved + " rollbacks that nobody has resolved");
        var loud = new ArrayList<String>();
        stats.fields("/waiting/attention").forEach(kind -> {
            report.fact(kind.getKey(), kind.getValue().required(""));
            if (Attention.needsALook(kind.getKey())) {
                loud.add(kind.getKey());
            }
        });
        loud.forEach(kind -> waiting(service, kind, report));
        var look =
                unresolved > 0 || !loud.isEmpty() || !stats.items("/stop/stops").isEmpty();
        return new Look(answer, report, ExitCode.OK.and(look), false);
    }

    private static void waiting(Service service, String kind, Report report) {
        var found =
                service.get(new Query("/retirements").with("attention", kind).with("limit", "20"));
        report.line(kind);
        found.json().items("/items").stream()
                .map(Retirement::new)
                .forEach(seen -> seen.json().items("/attention").stream()
                        .filter(waiting -> waiting.required("/kind").equals(kind))
                        .forEach(waiting -> report.fact(
                                seen.name(), waiting.required("/detail") + " " + waiting.required("/remedy"))));
    }
}
