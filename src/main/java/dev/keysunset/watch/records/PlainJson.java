package dev.keysunset.watch.records;

/**
 * Walks through a JSON object of the plainest kind (ASCII, no escapes, whole numbers, no name twice in one object) without
 * taking anything out of it. Gives up on every other text, well-formed or not.
 */
final class PlainJson {
    /** Told of every string that is a value. */
    interface Strings {
        /**
         * @param depth 1 for the fields of the outermost object
         * @param name the field the value belongs to; in an array, the field the array belongs to
         * @return whether to go on
         */
        boolean string(int depth, Slice name, Slice value);
    }

    /** A stretch of the text, valid only while it is being told of. */
    static final class Slice {
        int from;
        int to;

        int length() {
            return to - from;
        }
    }

    private static final int DEEPEST = 16;
    private static final int MOST_NAMES = 128;
    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_NUMBER = 15;

    /** What stands after the end: no JSON token begins with it, and no plain text holds it. */
    private static final byte END = 0;

    private final byte[] text;
    private final Strings strings;
    private final Slice name = new Slice();
    private final Slice value = new Slice();
    private final int[] names = new int[MOST_NAMES];
    private int nameCount;
    private int depth;
    private int at;

    private PlainJson(byte[] text, Strings strings) {
        this.text = text;
        this.strings = strings;
    }

    /** True when all of it is one plain object and {@code strings} never said to stop. */
    static boolean walk(byte[] text, Strings strings) {
        return new PlainJson(text, strings).whole();
    }

    static boolean isAt(byte[] text, int from, String word) {
        if (from + word.length() > text.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the string ends that goes on at {@code from}: at its closing quote. Negative where it does not end or is not plain; a
     * question mark is not, it may stand for any character that has no byte of its own.
     */
    static int endOfString(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            byte c = text[i];
            if (c == '"') {
                return i;
            }
            if (c <= 0 || c == '\\' || c == '?') {
                return -1;
            }
        }
        return -1;
    }

    private boolean whole() {
        return next() == '{' && object() && next() == END && at == text.length;
    }

    private boolean object() {
        int before = nameCount;
        at++;
        depth++;
        boolean sound = depth <= DEEPEST && (taken('}') || (fields(before) && taken('}')));
        depth--;
        nameCount = before;
        return sound;
    }

    private boolean fields(int firstName) {
        do {
            if (next() != '"' || !slice(name) || !isNew(firstName) || !taken(':') || !value()) {
                return false;
            }
        } while (taken(','));
        return true;
    }

    private boolean array() {
        at++;
        depth++;
        boolean sound = depth <= DEEPEST && (taken(']') || (items() && taken(']')));
        depth--;
        return sound;
    }

    private boolean items() {
        do {
            if (!value()) {
                return false;
            }
        } while (taken(','));
        return true;
    }

    private boolean value() {
        return switch (next()) {
            case '"' -> slice(value) && strings.string(depth, name, value);
            case '{' -> object();
            case '[' -> array();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    /** Takes a string, quotes included; the slice is what is between them. */
    private boolean slice(Slice slice) {
        slice.from = at + 1;
        slice.to = endOfString(text, at + 1);
        at = slice.to + 1;
        return slice.to >= 0;
    }

    /** By a fingerprint: two names taken for one cost time alone, for the text is given up. */
    private boolean isNew(int firstName) {
        int length = name.length();
        if (nameCount == MOST_NAMES || length > LONGEST_NAME) {
            return false;
        }
        int print = fingerprint(length);
        for (int i = firstName; i < nameCount; i++) {
            if (names[i] == print) {
                return false;
            }
        }
        names[nameCount++] = print;
        return true;
    }

    /** Tells the names apart that CloudTrail uses side by side: {@code eventTime}, {@code eventType}, {@code eventName}. */
    private int fingerprint(int length) {
        if (length < 3) {
            return length == 0 ? 0 : text[name.from] << 8 | text[name.to - 1];
        }
        return length << 24
                ^ text[name.from] << 21
                ^ text[name.from + length / 2] << 14
                ^ text[name.to - 3] << 7
                ^ text[name.to - 2];
    }

    private boolean word(String word) {
        at += word.length();
        return isAt(text, at - word.length(), word);
    }

    private boolean number() {
        int from = at;
        while (isDigit(byteAt(at))) {
            at++;
        }
        int digits = at - from;
        return digits > 0 && digits <= LONGEST_NUMBER && (digits == 1 || text[from] != '0');
    }

    private boolean taken(char expected) {
        if (next() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private byte next() {
        byte c = byteAt(at);
        while (c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
            c = byteAt(++at);
        }
        return c;
    }

    private byte byteAt(int i) {
        return i < text.length ? text[i] : END;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
