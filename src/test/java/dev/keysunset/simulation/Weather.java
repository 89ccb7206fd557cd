package dev.keysunset.simulation;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which faults one seed knows, how often they strike, and how often they did. Each has a chance of its own. */
final class Weather {
    private final Map<Fault, Known> known = new EnumMap<>(Fault.class);
    private boolean over;

    /** A fault that this seed knows. */
    private static final class Known {
        final double rate;
        final Chance chance;
        int struck;

        Known(double rate, Chance chance) {
            this.rate = rate;
            this.chance = chance;
        }

        @Override
        public String toString() {
            return String.valueOf(rate);
        }
    }

    private Weather() {}

    static Weather fine() {
        return new Weather();
    }

    static Weather drawn(long seed) {
        var weather = new Weather();
        var drawn = new Chance(seed, "weather");
        for (var fault : Fault.values()) {
            if (drawn.in(0.25)) {
                weather.know(fault, seed, (1 + drawn.below(4)) / 4.0);
            }
        }
        return weather;
    }

    /** As bad as it gets, in these ways alone. */
    static Weather of(long seed, Collection<Fault> faults) {
        var weather = new Weather();
        faults.forEach(fault -> weather.know(fault, seed, 1));
        return weather;
    }

    private void know(Fault fault, long seed, double part) {
        known.put(fault, new Known(fault.most * part, new Chance(seed, fault.name())));
    }

    boolean strikes(Fault fault) {
        if (over) {
            return false;
        }
        var candidate = known.get(fault);
        if (candidate == null || !candidate.chance.in(candidate.rate)) {
            return false;
        }
        candidate.struck++;
        return true;
    }

    /** The chance that belongs to a fault which strikes in this seed. */
    Chance of(Fault fault) {
        return Objects.requireNonNull(known.get(fault), fault.name()).chance;
    }

    Duration lasting(Fault fault, Duration longest) {
        return of(fault).upTo(longest);
    }

    boolean fineThroughout() {
        return known.isEmpty();
    }

    void clear() {
        over = true;
    }

    int struck(Fault fault) {
        var candidate = known.get(fault);
        return candidate == null ? 0 : candidate.struck;
    }

    /** A failure that the weather made: the service may fail of it for a while, of nothing else. */
    static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Trouble(String what) {
            super(what, null, false, false);
        }
    }

    @Override
    public String toString() {
        return known.isEmpty() ? "fine weather" : known.toString();
    }
}
