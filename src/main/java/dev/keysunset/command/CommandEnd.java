package dev.keysunset.command;

import java.util.Optional;

/** Ends a command before its end, with what is to be said about it. */
final class CommandEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    private final transient Optional<Answer> answer;

    private CommandEnd(ExitCode code, String said, Optional<Answer> answer) {
        super(said);
        this.code = code;
        this.answer = answer;
    }

    /** The service answered that it does not do it. */
    static CommandEnd refused(Answer answer) {
        return new CommandEnd(ExitCode.REFUSED, ProblemText.of(answer), Optional.of(answer));
    }

    /** It cannot be done as things are, or the person who was asked did not agree. */
    static CommandEnd declined(String said) {
        return new CommandEnd(ExitCode.REFUSED, said, Optional.empty());
    }

    static CommandEnd usage(String said) {
        return new CommandEnd(ExitCode.USAGE, said, Optional.empty());
    }

    static CommandEnd unreachable(String said) {
        return new CommandEnd(ExitCode.UNREACHABLE, said, Optional.empty());
    }

    ExitCode code() {
        return code;
    }

    /** What the service itself said, where it said something. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer).flatMap(said -> said);
    }

    String said() {
        return String.valueOf(getMessage());
    }
}
