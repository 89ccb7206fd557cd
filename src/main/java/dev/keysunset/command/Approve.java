package dev.keysunset.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An approval. A deletion takes more than a yes: the key has to be named. */
@Command(
        name = "approve",
        description = "Approve at the gate that is open, on what is shown. At the DELETE gate the key has to be named.")
final class Approve extends Decide {
    @Option(
            names = "--name",
            paramLabel = "KEY",
            description =
                    "At the DELETE gate: an alias, the id or the ARN of the key, instead of typing it when asked.")
    Optional<String> name = Optional.empty();

    Approve(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String decision() {
        return "APPROVE";
    }

    @Override
    protected void agreed(Retirement seen, Gate open) {
        if (open == Gate.DISABLE) {
            agreed(yes, "Approve that " + seen.name() + " is disabled?");
            return;
        }
        var typed = name.or(() -> terminal.ask("To approve the deletion type an alias or the id of the key: "))
                .orElseThrow(() ->
                        CommandEnd.usage("A deletion is approved by naming the key: give --name. Nothing was sent."));
        if (!seen.named(typed)) {
            throw CommandEnd.declined("That names no key of this retirement; it is one of "
                    + String.join(", ", seen.names()) + ". Nothing was sent.");
        }
    }
}
