package dev.keysunset.command;

import java.io.Console;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The terminal, or the pipe, that the program was called from. */
final class MachineTerminal implements Terminal {
    private final PrintWriter out = writer(System.out);
    private final PrintWriter err = writer(System.err);

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    @Override
    public PrintWriter out() {
        return out;
    }

    @Override
    public PrintWriter err() {
        return err;
    }

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public Optional<String> ask(String question) {
        return console().flatMap(console -> Optional.ofNullable(console.readLine("%s", question)));
    }

    @Override
    public Optional<String> askSecretly(String question) {
        return console()
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)))
                .map(String::new);
    }

    /** In a pipe or a scheduled job nobody answers. */
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    @Override
    public InstantSource clock() {
        return new MachineClock();
    }

    @Override
    public void pause(Duration howLong) {
        try {
            Thread.sleep(howLong);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandEnd.declined("Interrupted.");
        }
    }
}
