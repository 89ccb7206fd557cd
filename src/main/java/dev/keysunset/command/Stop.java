package dev.keysunset.command;

import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets a stop. */
@Command(
        name = "stop",
        description = "Disable and schedule nothing any more, everywhere or in one account. Rollbacks go on.")
final class Stop extends ServiceCommand {
    @Option(names = "--account", paramLabel = "ID", description = "Only in this account; else everywhere.")
    Optional<String> account = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why: it stands on every page.")
    String reason = "";

    Stop(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        Stops.named(account);
        var body = new LinkedHashMap<String, String>();
        body.put("reason", reason);
        account.ifPresent(given -> body.put("account", given));
        var answer = service.put("/stop", body);
        print(answer, report -> Stops.describe(answer.json(), report));
        return ExitCode.OK;
    }
}
