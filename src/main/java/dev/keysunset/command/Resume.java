package dev.keysunset.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Releases a stop. */
@Command(name = "resume", description = "Release a stop: the one of an account, or the one everywhere.")
final class Resume extends ServiceCommand {
    @Option(names = "--account", paramLabel = "ID", description = "The stop of this account; else the one everywhere.")
    Optional<String> account = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it can go on.")
    String reason = "";

    Resume(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        Stops.named(account);
        var answer = service.delete(new Query("/stop").with("reason", reason).with("account", account));
        print(answer, report -> Stops.describe(answer.json(), report));
        return ExitCode.OK;
    }
}
