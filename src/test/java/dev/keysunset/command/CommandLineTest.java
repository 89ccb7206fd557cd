package dev.keysunset.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What can be said of the command line without a service. */
@NullMarked
class CommandLineTest {
    private final ScriptedTerminal terminal = new ScriptedTerminal();

    @Test
    void explainsItselfAndItsExitCodes() {
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.result())
                .contains("status", "submit", "doctor", "generate-completion", "KEYSUNSET_URL", "Exit codes");
        for (var command : List.of(
                "status", "submit", "plan", "approve", "reject", "rollback", "stop", "resume", "planned", "doctor")) {
            var help = new ScriptedTerminal();
            assertThat(help.run(command, "--help")).as(command).isZero();
            assertThat(help.result())
                    .as(command)
                    .contains("Usage: keysunset " + command, "--url", "--json", "Exit codes");
        }
    }

    @Test
    void endsWithTwoWhereTheCommandLineIsWrong() {
        assertThat(terminal.run("retire")).isEqualTo(2);
        assertThat(terminal.run("status", "--wach")).isEqualTo(2);
        assertThat(terminal.run("submit", "alias/a")).as("without a reason").isEqualTo(2);
        assertThat(terminal.run("--watch")).isEqualTo(2);
        assertThat(terminal.beside()).contains("Unmatched argument", "Missing required option: '--reason", "--watch");
    }

    @Test
    void completesForShells() {
        assertThat(terminal.run("generate-completion")).isZero();
        assertThat(terminal.result()).contains("complete -F _complete_keysunset", "--idle-for", "DISABLE", "DELETE");
    }

    @Test
    void keepsItsExitCodes() {
        assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(ExitCode.meanings().keySet()).containsExactly("0", "1", "2", "3", "4");
        assertThat(ExitCode.REFUSED.and(true)).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void alignsWhatStandsInColumns() {
        var text = new Report()
                .line("title")
                .fact("key", "a")
                .fact("deletion date", "b")
                .line("")
                .table(List.of(List.of("long cell", "x"), List.of("s", "y")))
                .text();
        assertThat(text.lines())
                .containsExactly(
                        "title", "  key            a", "  deletion date  b", "", "long cell  x", "s          y");
    }

    @Test
    void keepsWhatIsAskedOutOfThePath() {
        assertThat(new Query("/retirements")
                        .with("q", "a b&c=d/e")
                        .with("limit", "5")
                        .text())
                .isEqualTo("/retirements?q=a+b%26c%3Dd%2Fe&limit=5");
    }

    @Test
    void tellsSeveralViolationsEach() {
        var body = Json.write(Map.of(
                "title", "A field is not valid",
                "detail", "Two are.",
                "violations",
                        List.of(
                                Map.of("field", "reason", "detail", "is missing"),
                                Map.of("field", "key", "detail", "is no key"))));
        assertThat(ProblemText.of(new Answer(400, body, Json.read(body), java.util.Optional.empty()))
                        .lines())
                .containsExactly(
                        "A field is not valid",
                        "  what   Two are.",
                        "  where  reason: is missing",
                        "  where  key: is no key");
    }
}
