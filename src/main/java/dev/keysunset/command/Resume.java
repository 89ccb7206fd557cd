package dev.keysunset.command;

import picocli.CommandLine.Command;

/** Releases a stop. */
@Command(name = "resume", description = "Release a stop: the one of an account, or the one everywhere.")
final class Resume extends StopChange {
    Resume(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected Answer sent(Service service) {
        return service.delete(new Query("/stop").with("reason", reason).with("account", account));
    }
}
