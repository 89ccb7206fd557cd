package dev.keysunset.standin.policy;

import java.util.regex.Pattern;

/** IAM's wildcards: {@code *} for any text, {@code ?} for one character. */
final class Wildcard {
    private Wildcard() {}

    static boolean matches(String pattern, String text) {
        return compile(pattern, 0).matcher(text).matches();
    }

    /** As IAM compares action names. */
    static boolean matchesIgnoringCase(String pattern, String text) {
        return compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }

    private static Pattern compile(String pattern, int flags) {
        var quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, flags | Pattern.DOTALL);
    }
}
