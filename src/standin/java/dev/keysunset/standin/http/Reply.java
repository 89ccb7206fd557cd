package dev.keysunset.standin.http;

import java.time.Duration;

/** The way back to a client. Answers to clients that have hung up go nowhere. */
interface Reply {
    void answer(HttpAnswer answer);

    /** Announces the whole answer, sends half of its body and cuts the connection. */
    void breakOff(HttpAnswer answer);

    /** The same way back, but with the machine's time in the {@code Date} header. */
    Reply inRealTime();

    /** Adds a header to the answer that is to come. */
    void header(String name, String value);

    /** Does something if the client does not wait for its answer. */
    void onHangUp(Runnable action);

    /** Cuts the connection. */
    void cut();

    /** Runs something after a delay of real time. */
    void later(Duration delay, Runnable action);
}
