package dev.keysunset.console;

import dev.keysunset.retirement.restraints.Stops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What stands around every page.
 *
 * @param stops that hold, everywhere or in an account
 * @param told what the person has just done, where this page is the answer to it
 */
public record Frame(Person person, Waiting waiting, List<Stops.Stop> stops, Time time, Optional<Told> told) {
    /** Who looks at it. */
    public record Person(String name, SortedSet<String> roles, boolean machine) {}

    /** How much waits for this person at the gates, and how many rollbacks for anybody on call. */
    public record Waiting(long approvals, long rollbacks) {}

    /**
     * Domain time.
     *
     * @param dayLasts how long a day takes in seconds of real time, where the clock runs fast
     */
    public record Time(Instant now, Optional<String> dayLasts) {}
}
