package dev.keysunset.retirement.api;

import dev.keysunset.web.ProblemKind;
import java.util.Optional;

/** A text that a person has to give with what they do. */
final class Spoken {
    private static final int LONGEST = 2000;

    private Spoken() {}

    static String required(String field, Optional<String> text) {
        return text.map(String::strip)
                .filter(given -> !given.isEmpty() && given.length() <= LONGEST)
                .orElseThrow(() -> ProblemKind.INVALID
                        .with(
                                field + " is missing, or is not 1 to " + LONGEST + " characters.",
                                "Say why, in a sentence: it stands in the history.")
                        .field(field)
                        .exception());
    }
}
