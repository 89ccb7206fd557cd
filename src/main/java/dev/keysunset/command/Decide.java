package dev.keysunset.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One person's decision at the gate that is open, on what this command has just shown them. */
abstract class Decide extends ServiceCommand {
    @Parameters(paramLabel = "RETIREMENT", description = "Its id; or an alias, the id or the ARN of a key in it.")
    String retirement = "";

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "Decide only if this gate is open: ${COMPLETION-CANDIDATES}.")
    Optional<Gate> gate = Optional.empty();

    @Option(names = "--comment", required = true, paramLabel = "TEXT", description = "Why: it stands in the history.")
    String comment = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    protected Decide(Terminal terminal) {
        super(terminal);
    }

    /** {@code APPROVE} or {@code REJECT}, as the API has it. */
    protected abstract String decision();

    /** @throws CommandEnd unless the person agrees to decide so, having seen what they decide on */
    protected abstract void agreed(Retirement seen, Gate open);

    @Override
    protected final ExitCode run(Service service) {
        var read = Retirements.named(service, retirement);
        var seen = new Retirement(read.json());
        var open = open(seen);
        var assessment = service.get(new Query(seen.path() + "/assessment"));
        var decisions = service.get(new Query(seen.path() + "/approvals"));
        show(report -> {
            seen.describe(report);
            Evidence.describe(open, assessment.json(), decisions.json(), report);
        });
        agreed(seen, open);
        var etag = read.etag().orElseThrow(() -> CommandEnd.declined("The service told no ETag to decide on."));
        var answer = service.post(
                seen.path() + "/approvals",
                Map.of("gate", open.name(), "decision", decision(), "comment", comment),
                Map.of("If-Match", etag));
        print(
                answer,
                report -> report.line("Recorded: " + answer.json().required("/decision") + " at the " + open
                        + " gate by " + answer.json().required("/person") + "."));
        return ExitCode.OK;
    }

    private Gate open(Retirement seen) {
        var open = seen.gate()
                .orElseThrow(() -> CommandEnd.declined(ProblemText.of(
                        "No gate of " + seen.name() + " is open: it is " + seen.state() + ".",
                        seen.shut("approve").orElse("See its status."))));
        gate.filter(asked -> asked != open).ifPresent(asked -> {
            throw CommandEnd.declined("The " + open + " gate is open, not " + asked + ". Nothing was sent.");
        });
        return open;
    }
}
