package dev.keysunset.standin.http;

import dev.keysunset.standin.wire.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that wait before they are carried out, such as long polls. Nothing blocks while they wait: after everything that
 * happens, and every few milliseconds because AWS's clock makes things happen by itself, the room asks who may go on, in
 * the order in which they came. Who hangs up is forgotten.
 */
final class WaitingRoom {
    private static final Duration PULSE = Duration.ofMillis(20);

    private final List<Guest> guests = new ArrayList<>();
    private boolean pulsing;

    /** A call on its way; a class, since each one is itself and nobody else. */
    private static final class Guest {
        private final Waiting waiting;
        private final Reply reply;
        private final Runnable carryOut;

        private Guest(Waiting waiting, Reply reply, Runnable carryOut) {
            this.waiting = waiting;
            this.reply = reply;
            this.carryOut = carryOut;
        }
    }

    void admit(Waiting waiting, Reply reply, Runnable carryOut) {
        var guest = new Guest(waiting, reply, carryOut);
        guests.add(guest);
        reply.onHangUp(() -> guests.remove(guest));
        if (!pulsing) {
            pulsing = true;
            pulse(reply);
        }
    }

    /** Lets everybody go on whose waiting is over. */
    void look() {
        for (var guest : List.copyOf(guests)) {
            if (guest.waiting.isOver()) {
                guests.remove(guest);
                guest.carryOut.run();
            }
        }
    }

    private void pulse(Reply timer) {
        timer.later(PULSE, () -> {
            look();
            pulsing = !guests.isEmpty();
            if (pulsing) {
                pulse(guests.getFirst().reply);
            }
        });
    }
}
