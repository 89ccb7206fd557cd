package dev.keysunset.web;

/** U+0000, which PostgreSQL keeps in no text: whoever sends it is told where. */
public final class NulCharacter {
    private NulCharacter() {}

    public static boolean in(String text) {
        return text.indexOf('\0') >= 0;
    }

    /** @param field in which it was sent */
    public static Problem problem(String field) {
        return ProblemKind.INVALID
                .with(field + " contains the character U+0000, which no text here can hold.", "Leave it out.")
                .field(field);
    }
}
