package dev.keysunset.standin.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may go wrong by chance.
 *
 * @param seed decides everything: which kinds are on, how often they hit, when and for how long
 * @param kinds to draw from; each is on or off for good
 * @param target the calls that may be hit
 * @param mood how often; drawn for each kind if empty
 * @param longestEpisode in domain time; between two episodes of a kind lies up to four times this
 */
public record Forecast(long seed, List<Fault> kinds, Target target, Optional<Mood> mood, Duration longestEpisode) {

    public Forecast {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("There are no kinds of faults to draw from");
        }
        if (longestEpisode.toMillis() < 1) {
            throw new IllegalArgumentException("An episode takes some time, not " + longestEpisode);
        }
    }

    /** All kinds, on any call, in episodes of up to an hour. */
    public static Forecast of(long seed) {
        return new Forecast(seed, Fault.ALL, Target.ANY, Optional.empty(), Duration.ofHours(1));
    }
}
