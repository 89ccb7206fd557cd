package dev.keysunset.inventory.candidates;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name with {@code *} for any text. Case does not matter: an exception that is taken too widely costs nothing. */
record NamePattern(String text, Pattern pattern) {
    private static final String ALIAS = "alias/";

    static NamePattern of(String text) {
        var parts = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return new NamePattern(
                text, Pattern.compile(parts, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** Aliases may be written with or without {@code alias/} before them. */
    static NamePattern ofAlias(String text) {
        var stripped = text.strip();
        return of(stripped.startsWith(ALIAS) ? stripped : ALIAS + stripped);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }
}
