package dev.keysunset.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** A terminal at which a test sits: it answers in advance, may do something before it does, and reads what was written. */
@NullMarked
final class ScriptedTerminal implements Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<Supplier<String>> answers = new ArrayDeque<>();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private InstantSource clock = () -> Instant.EPOCH;

    static ScriptedTerminal of(String url, String person) {
        var terminal = new ScriptedTerminal();
        terminal.environment.put("KEYSUNSET_URL", url);
        terminal.environment.put("KEYSUNSET_USER", person);
        terminal.environment.put("KEYSUNSET_PASSWORD", person);
        return terminal;
    }

    ScriptedTerminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ScriptedTerminal without(String variable) {
        environment.remove(variable);
        return this;
    }

    ScriptedTerminal at(InstantSource time) {
        clock = time;
        return this;
    }

    ScriptedTerminal answering(String answer) {
        return answering(() -> answer);
    }

    ScriptedTerminal answering(Supplier<String> answer) {
        answers.add(answer);
        return this;
    }

    /** What happens in the next pause. */
    ScriptedTerminal meanwhile(Runnable event) {
        meanwhile.add(event);
        return this;
    }

    int run(String... arguments) {
        return new Commands(this).execute(arguments);
    }

    /** What was written as the result. */
    String result() {
        return out.toString();
    }

    /** What was written beside it. */
    String beside() {
        return err.toString();
    }

    @Override
    public PrintWriter out() {
        return new PrintWriter(out, true);
    }

    @Override
    public PrintWriter err() {
        return new PrintWriter(err, true);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<String> ask(String question) {
        err.write(question + "\n");
        return Optional.ofNullable(answers.poll()).map(Supplier::get);
    }

    @Override
    public Optional<String> askSecretly(String question) {
        return ask(question);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void pause(Duration howLong) {
        meanwhile.remove().run();
    }
}
