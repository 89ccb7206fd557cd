package dev.keysunset.standin.http;

import java.time.Duration;

/** The way back to a client. Answers to clients that have hung up go nowhere. */
interface Reply {
    void answer(int status, String contentType, String requestId, String body);

    /** Cuts the connection. */
    void cut();

    /** Runs something after a delay of real time. */
    void later(Duration delay, Runnable action);
}
