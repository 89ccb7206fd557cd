package dev.keysunset.notify.channel;

/** A name that leads nowhere for now. */
final class Unresolved extends NotSent {
    private static final long serialVersionUID = 1L;

    Unresolved(String why) {
        super(why);
    }

    @Override
    Outcome outcome() {
        return new Outcome.Later(why());
    }
}
