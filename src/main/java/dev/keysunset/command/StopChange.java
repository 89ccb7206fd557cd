package dev.keysunset.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** A stop is set or released, everywhere or in one account; then those that hold are told. */
abstract class StopChange extends ServiceCommand {
    @Option(names = "--account", paramLabel = "ID", description = "Only in this account; else everywhere.")
    Optional<String> account = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for everybody to read.")
    String reason = "";

    protected StopChange(Terminal terminal) {
        super(terminal);
    }

    /** @return what {@code /stop} answers */
    protected abstract Answer sent(Service service);

    @Override
    protected final ExitCode run(Service service) {
        // An empty variable of a script must not turn one account into everywhere.
        account.filter(String::isBlank).ifPresent(_ -> {
            throw CommandEnd.usage("--account is empty. Name the account, or leave it out for everywhere.");
        });
        var answer = sent(service);
        print(answer, report -> Stops.describe(answer.json(), report));
        return ExitCode.OK;
    }
}
