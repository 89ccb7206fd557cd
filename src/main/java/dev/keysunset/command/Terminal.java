package dev.keysunset.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What a command has around it: where it writes, whom it may ask, its environment, and the time. */
interface Terminal {
    PrintWriter out();

    /** For what is not the result. */
    PrintWriter err();

    Map<String, String> environment();

    /** What a person answers; empty where nobody is there to be asked. */
    Optional<String> ask(String question);

    /** The same, without showing what is typed. */
    Optional<String> askSecretly(String question);

    InstantSource clock();

    void pause(Duration howLong);
}
