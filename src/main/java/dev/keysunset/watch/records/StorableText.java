package dev.keysunset.watch.records;

/**
 * Texts from outside as the database can hold them and as they can be shown: what PostgreSQL refuses (NUL, half a surrogate
 * pair) or what reorders a line on a screen stands as its JSON escape, and what is too long is cut.
 */
public final class StorableText {
    private StorableText() {}

    public static String of(String text, int longest) {
        var kept = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length() && kept.length() < longest; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                kept.append(c).append(text.charAt(++i));
            } else if (c == 0 || Character.isSurrogate(c) || reordersText(c)) {
                kept.append("\\u%04x".formatted((int) c));
            } else {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** The controls of the Unicode bidirectional algorithm that open and close embeddings, overrides and isolates. */
    static boolean reordersText(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
