package dev.keysunset.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells whether what is seen of a key is planned. */
@Command(
        name = "planned",
        description = "Whether it is planned that a key is disabled, pending deletion or gone.",
        footer = {"", "Ends with 4 where it is not planned."})
final class Planned extends ServiceCommand {
    @Parameters(paramLabel = "KEY-ARN", description = "The ARN of the key that was seen.")
    String keyArn = "";

    Planned(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected ExitCode run(Service service) {
        var answer = service.get(new Query("/planned").with("keyArn", keyArn));
        var said = answer.json();
        print(answer, report -> describe(said, report));
        return ExitCode.OK.and(!said.is("/planned"));
    }

    private static void describe(Json said, Report report) {
        report.line((said.is("/planned") ? "Planned: " : "Not planned: ") + said.required("/because"));
        var expected = said.texts("/expectedKeyStates");
        report.fact("key", said.required("/keyArn"));
        if (!expected.isEmpty()) {
            report.fact("expected", String.join(" or ", expected));
        }
        if (said.at("/retirement").there()) {
            report.fact(
                    "retirement",
                    said.required("/retirement/id") + " " + said.required("/retirement/state") + ", submitted by "
                            + said.required("/retirement/submittedBy") + ": " + said.required("/retirement/reason"));
            said.text("/retirement/ticket").ifPresent(ticket -> report.fact("ticket", ticket));
            said.text("/retirement/deletionDate").ifPresent(date -> report.fact("deletion date", Report.time(date)));
        }
        said.items("/effects")
                .forEach(effect -> report.fact(
                        "call",
                        effect.required("/action") + " " + Report.time(effect.required("/intendedAt")) + " by session "
                                + effect.required("/sessionName")));
    }
}
