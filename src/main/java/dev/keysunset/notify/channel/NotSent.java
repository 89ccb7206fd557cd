package dev.keysunset.notify.channel;

/** Why nothing was sent at all. */
abstract class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotSent(String why) {
        super(why);
        this.why = why;
    }

    final String why() {
        return why;
    }

    abstract Outcome outcome();
}
