package dev.keysunset.standin.wire;

/**
 * Why a call is not carried out yet, such as a long poll that waits for a message. The call has happened only once it is
 * carried out: until then there is no log entry, no record and no effect of it.
 */
@FunctionalInterface
public interface Waiting {
    /** Whether there is nothing to wait for any more. */
    boolean isOver();
}
