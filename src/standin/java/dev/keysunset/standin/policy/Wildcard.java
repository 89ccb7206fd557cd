package dev.keysunset.standin.policy;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A text with IAM's wildcards: {@code *} for any text, {@code ?} for one character. */
record Wildcard(String text, Predicate<String> test) {

    static Wildcard of(String text) {
        return new Wildcard(text, test(text));
    }

    /** As IAM compares action names. */
    static Wildcard ignoringCase(String text) {
        var lower = test(text.toLowerCase(Locale.ROOT));
        return new Wildcard(text, name -> lower.test(name.toLowerCase(Locale.ROOT)));
    }

    boolean matches(String name) {
        return test.test(name);
    }

    private static Predicate<String> test(String text) {
        if (text.equals("*")) {
            return _ -> true;
        }
        if (text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            return text::equals;
        }
        var quoted = Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, Pattern.DOTALL).asMatchPredicate();
    }
}
