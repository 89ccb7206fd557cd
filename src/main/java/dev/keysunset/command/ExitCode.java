package dev.keysunset.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How a command ends, for scripts. */
enum ExitCode {
    OK(0, "Done, and nothing needs a look."),
    REFUSED(1, "The service refused it, or failed; the problem says why. Or the person who was asked said no."),
    USAGE(2, "The command line is wrong; nothing was changed."),
    UNREACHABLE(
            3, "No answer came from the service. Whether a change was made, nobody knows: look before you repeat it."),
    ATTENTION(4, "Done, and something needs a look.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    int number() {
        return number;
    }

    /** By number, for the help of every command. */
    static Map<String, String> meanings() {
        return Arrays.stream(values())
                .collect(Collectors.toMap(
                        code -> String.valueOf(code.number),
                        code -> code.meaning,
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    /** The one that says more: what was done with a caveat is not simply done. */
    ExitCode and(boolean needsALook) {
        return this == OK && needsALook ? ATTENTION : this;
    }
}
