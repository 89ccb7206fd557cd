package dev.keysunset.watch.records;

/** The text is no record that can be read in one way and no other; the message says why. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String why) {
        super(why);
    }

    UnreadableRecordException(String why, Exception cause) {
        super(why, cause);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
