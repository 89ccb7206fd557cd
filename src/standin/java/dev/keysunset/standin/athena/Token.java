package dev.keysunset.standin.athena;

import java.util.Locale;

/**
 * A word of a statement.
 *
 * @param text without quotes; names in lower case, as Athena takes them
 */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        NAME,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL
    }

    static Token name(String text, int line, int column) {
        return new Token(Kind.NAME, text.toLowerCase(Locale.ROOT), line, column);
    }

    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(word);
    }

    boolean named() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    boolean literal() {
        return kind == Kind.TEXT;
    }

    /** As Athena's errors begin. */
    String where() {
        return "line " + line + ":" + column + ": ";
    }
}
