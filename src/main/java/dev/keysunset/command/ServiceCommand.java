package dev.keysunset.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks the service something. */
abstract class ServiceCommand implements Callable<Integer> {
    protected final Terminal terminal;

    @Mixin
    Access access = new Access();

    @Option(names = "--json", description = "Print what the API answers, untouched, problems included.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    protected ServiceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() {
        try (var service = access.service(terminal, patience())) {
            return run(service).number();
        }
    }

    protected abstract ExitCode run(Service service);

    /** How long this command has to be ready to wait for an answer at least. */
    protected Duration patience() {
        return Duration.ZERO;
    }

    /** Prints an answer: as it came, or as it is written for people. */
    protected void print(Answer answer, Consumer<Report> forPeople) {
        if (json) {
            terminal.out().println(answer.body());
        } else {
            var report = new Report();
            forPeople.accept(report);
            terminal.out().println(report.text());
        }
    }

    /** What a person should see before they are asked: never on the stream that carries the result. */
    protected void show(Consumer<Report> forPeople) {
        var report = new Report();
        forPeople.accept(report);
        terminal.err().println(report.text());
    }

    /** @throws CommandEnd unless the person agrees */
    protected void agreed(boolean yes, String question) {
        if (yes) {
            return;
        }
        var said = terminal.ask(question + " [y/N] ")
                .orElseThrow(() ->
                        CommandEnd.usage("Nobody is here to agree: look at it, then give --yes. Nothing was sent."));
        if (!said.strip().matches("(?i)y|yes")) {
            throw CommandEnd.declined("Nothing was sent.");
        }
    }
}
