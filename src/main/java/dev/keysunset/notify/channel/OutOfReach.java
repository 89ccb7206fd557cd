package dev.keysunset.notify.channel;

/** A target at an address that this service does not connect to. */
final class OutOfReach extends NotSent {
    private static final long serialVersionUID = 1L;

    OutOfReach(String why) {
        super(why);
    }

    @Override
    Outcome outcome() {
        return new Outcome.Never(why());
    }
}
