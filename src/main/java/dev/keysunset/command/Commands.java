package dev.keysunset.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands together. */
public final class Commands {
    private final Terminal terminal;

    Commands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command that the arguments name; answers what the process has to exit with. */
    public static int run(String... arguments) {
        return new Commands(new MachineTerminal()).execute(arguments);
    }

    int execute(String... arguments) {
        var line = commandLine();
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setExecutionExceptionHandler((failure, _, parsed) -> {
            if (failure instanceof CommandEnd end) {
                tell(end, parsed);
                return end.code().number();
            }
            throw failure;
        });
        return line.execute(arguments);
    }

    CommandLine commandLine() {
        var line = new CommandLine(new Root())
                .addSubcommand(new Status(terminal))
                .addSubcommand(new Submit(terminal))
                .addSubcommand(new Plan(terminal))
                .addSubcommand(new Approve(terminal))
                .addSubcommand(new Reject(terminal))
                .addSubcommand(new Rollback(terminal))
                .addSubcommand(new Stop(terminal))
                .addSubcommand(new Resume(terminal))
                .addSubcommand(new Planned(terminal))
                .addSubcommand(new Doctor(terminal))
                .addSubcommand(new AutoComplete.GenerateCompletion());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        explainExitCodes(line);
        return line;
    }

    private static void explainExitCodes(CommandLine line) {
        line.getSubcommands().values().stream()
                .filter(command -> command.getCommand() instanceof ServiceCommand)
                .map(CommandLine::getCommandSpec)
                .map(CommandSpec::usageMessage)
                .forEach(usage -> usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings()));
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.meanings());
    }

    /** With {@code --json} a problem is a result like any other, so it goes where results go. */
    private void tell(CommandEnd end, CommandLine.ParseResult parsed) {
        var asJson = parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--json");
        end.answer()
                .filter(_ -> asJson)
                .ifPresentOrElse(
                        answer -> terminal.out().println(answer.body()),
                        () -> terminal.err().println(end.said()));
    }
}
