package dev.keysunset.web;

import java.util.Optional;

/** What people have to give with what they do: their words, and their choice. */
public final class Spoken {
    private static final int LONGEST = 2000;

    private Spoken() {}

    /** A text that stands in the history. */
    public static String required(String field, Optional<String> text) {
        return required(field, text, "Say why, in a sentence: it stands in the history.");
    }

    public static String required(String field, Optional<String> text, String remedy) {
        return text.map(String::strip)
                .filter(given -> !given.isEmpty() && given.length() <= LONGEST)
                .orElseThrow(() -> ProblemKind.INVALID
                        .with(field + " is missing, or is not 1 to " + LONGEST + " characters.", remedy)
                        .field(field)
                        .exception());
    }

    /** One of the few things that can be chosen. */
    public static <T> T chosen(String field, Optional<T> choice, String remedy) {
        return choice.orElseThrow(() -> ProblemKind.INVALID
                .with(field + " is missing.", remedy)
                .field(field)
                .exception());
    }
}
