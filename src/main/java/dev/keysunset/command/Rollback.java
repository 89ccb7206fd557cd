package dev.keysunset.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders a rollback. */
@Command(
        name = "rollback",
        description = "Bring every key of a retirement back to the state it was found in. Nothing holds that back.")
final class Rollback extends ServiceCommand {
    @Parameters(paramLabel = "RETIREMENT", description = "Its id; or an alias, the id or the ARN of a key in it.")
    String retirement = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why: it stands in the history.")
    String reason = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    boolean yes;

    Rollback(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        var read = Retirements.named(service, retirement);
        var seen = new Retirement(read.json());
        seen.shut("rollback").ifPresent(why -> {
            throw CommandEnd.declined(ProblemText.of(seen.name() + " cannot be rolled back now", why));
        });
        show(seen::describe);
        agreed(yes, "Roll " + seen.name() + " back?");
        var etag = read.etag().orElseThrow(() -> CommandEnd.declined("The service told no ETag to decide on."));
        var answer = service.post(seen.path() + "/rollback", Map.of("reason", reason), Map.of("If-Match", etag));
        print(
                answer,
                report -> report.line("Ordered: the next step obeys. See keysunset status " + seen.id() + " --watch"));
        return ExitCode.OK;
    }
}
