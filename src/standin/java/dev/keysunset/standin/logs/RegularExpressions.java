package dev.keysunset.standin.logs;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expressions of one filter pattern, each between two {@code %}: at most two, without groups and with few
 * signs. Amazon CloudWatch Logs User Guide, "Supported regular expressions (regex) syntax".
 */
final class RegularExpressions {
    private static final int MOST = 2;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_#=@/;, ^$?\\[\\]{}|\\\\*+.-]+");

    private int read;

    /** Reads the rest of an expression up to its closing sign; it is found anywhere in a text. */
    Predicate<String> read(Cursor cursor) {
        var expression = cursor.until("%");
        if (++read > MOST) {
            throw Cursor.refused("at most " + MOST + " regular expressions are allowed");
        }
        if (!ALLOWED.matcher(expression).matches()) {
            throw Cursor.refused("unsupported characters in the regular expression %" + expression + "%");
        }
        try {
            return Pattern.compile(expression, Pattern.DOTALL).asPredicate();
        } catch (PatternSyntaxException e) {
            throw Cursor.refused("the regular expression %" + expression + "%: " + e.getDescription());
        }
    }
}
