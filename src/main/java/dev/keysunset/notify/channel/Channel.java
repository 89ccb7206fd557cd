package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification.Kind;

/** A way to one target. */
public interface Channel {
    /** For people: what happens within a minute is told as one message. Machines are sent everything by itself. */
    boolean groups();

    /** Whether it can be told over this channel at all. */
    default boolean carries(Kind kind) {
        return true;
    }

    /** Sends it once. Takes a bounded time, throws nothing, and names no secret in what it answers. */
    Outcome send(Message message);
}
