package dev.keysunset.standin.logs;

import dev.keysunset.standin.wire.AwsError;
import java.util.Locale;
import java.util.function.IntPredicate;

/** A filter pattern being read: how far, and what comes next. */
final class Cursor {
    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        skipSpace();
        return at >= text.length();
    }

    /** What comes next without a space before it. */
    boolean isNext(String token) {
        return text.startsWith(token, at);
    }

    boolean accept(String token) {
        skipSpace();
        if (!isNext(token)) {
            return false;
        }
        at += token.length();
        return true;
    }

    /** Words in capitals, with any space between them. */
    boolean acceptWords(String... words) {
        var start = at;
        for (var word : words) {
            if (!accept(word)) {
                at = start;
                return false;
            }
        }
        return true;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw invalid("'" + token + "'");
        }
    }

    /** The text up to the next such sign, which a backslash may make part of it; reads the sign, too. */
    String until(String sign) {
        var read = new StringBuilder();
        while (!isNext(sign)) {
            if (at >= text.length()) {
                throw invalid("a closing " + sign);
            }
            if (isNext("\\" + sign)) {
                at++;
            }
            read.append(text.charAt(at++));
        }
        at += sign.length();
        return read.toString();
    }

    /** One or more of these characters. */
    String run(String what, IntPredicate allowed) {
        skipSpace();
        var start = at;
        while (at < text.length() && allowed.test(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw invalid(what);
        }
        return text.substring(start, at);
    }

    static AwsError refused(String why) {
        return new AwsError("InvalidParameterException", "Invalid filter pattern: " + why);
    }

    AwsError invalid(String expected) {
        return refused(String.format(Locale.ROOT, "expected %s at position %d of %s", expected, at, text));
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
